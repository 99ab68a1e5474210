import type { Operation, TargetStep, WalkStep } from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import { claimShard } from "../../src/store/claims.js";
import { keepTargets } from "../../src/store/found-targets.js";
import type { Lease } from "../../src/store/lease.js";
import { beginOrJoin } from "../../src/store/runs.js";
import { ModelEngine, type ModelJob } from "../schedules/model-engine.js";

export const AT = "2026-11-29T12:00:00.000Z";

/** A run with targets, in tables of its own name, and the jobs of its shards. */
export async function begunRun(
  pool: Pool,
  runId: string,
  { targets = 1, operations = ["DescribeProjects"] }: { targets?: number; operations?: readonly Operation[] } = {},
) {
  const engine = new ModelEngine();
  await engine.within((queues) =>
    beginOrJoin(pool, queues, {
      step: { _tag: "Run", version: 1, runId, startedAt: AT, options: { depth: ["projects"], rate: 5 } },
      depth: ["projects"],
      rate: null,
      origin: "null",
      targets: JSON.stringify(runId),
      callers: null,
    }),
  );
  const found = Array.from({ length: targets }, (_, at) => foundTarget(`${runId} ${at}`));
  await engine.within((queues) => keepTargets(pool, queues, runId, { operations, targets: found }));
  const jobs = engine.jobs.filter(({ queue }) => queue === "shard");
  return { engine, found, leases: jobs.map(leaseOf) };
}

/** The step of a target that is to be read. */
export function foundTarget(target: string): TargetStep {
  const place = { accountId: null, accountName: null, region: "us-east-1" };
  return { _tag: "Target", target, ...place, outcome: "expected", error: null, at: AT };
}

/** Has a worker claim shards. */
export async function claimAll(pool: Pool, leases: readonly Lease[]): Promise<void> {
  for (const lease of leases) {
    await claimShard(pool, lease, "worker");
  }
}

/** The lease of the first attempt at a job. */
export function leaseOf({ about, id }: ModelJob): Lease {
  return { shard: about, job: id, attempt: 0 };
}

/** A page without anything in it. */
export const PAGE: WalkStep = {
  _tag: "Walk",
  target: "",
  accountId: null,
  region: "us-east-1",
  operation: "DescribeProjects",
  parentArn: null,
  generation: 0,
  pages: 0,
  position: null,
  outcome: null,
  error: null,
  requests: 1,
  throttles: 0,
  elapsedMs: 0,
  at: AT,
  records: [],
  invalid: [],
};
