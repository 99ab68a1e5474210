import { createEmulator, type Emulator, type EmulatorOptions, lifelikeOrganization } from "@rekognition-rx/emulator";
import {
  crawlTo,
  type Depth,
  discoverTargets,
  type Journal,
  type Step,
  type Sweep,
  type SweepToBegin,
  viewsOf,
} from "@rekognition-rx/inventory";
import { onTestFinished } from "vitest";
import { awsEnvironment } from "../../../inventory/test/support/aws-environment.js";

/** An emulated organization, and what a run of it is begun with; in this process. */
export interface SweptWorld {
  readonly emulator: Emulator;
  readonly run: SweepToBegin;
  /** What one process comes to that nobody disturbs. */
  readonly undisturbed: () => Promise<readonly string[]>;
}

const DEPTH: readonly Depth[] = ["projects", "datasets", "versions", "policies"];

export async function sweptWorld(options: EmulatorOptions = {}, rate = 200): Promise<SweptWorld> {
  awsEnvironment({ AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "us-east-1" });
  const emulator = await createEmulator({ ...lifelikeOrganization({ accounts: 3, projects: 4 }), ...options });
  onTestFinished(() => emulator.close());
  const targets = { organization: true, regions: ["us-east-1", "eu-west-1"], endpointUrl: emulator.url };
  const startedAt = new Date().toISOString();
  runs += 1;
  return {
    emulator,
    run: { runId: `run-${runs}`, startedAt, depth: DEPTH, rate, origin: undefined, targets },
    undisturbed: async () => {
      const steps: Step[] = [];
      const journal: Journal = {
        append: async (step) => void steps.push(step),
        async *steps() {
          yield* steps;
        },
      };
      await crawlTo(journal, { targets: discoverTargets(targets), depth: DEPTH, rate: 1_000 });
      return await ledgerAndRows(journal);
    },
  };
}

let runs = 0;

/** Works on a run to its end, in this process. */
export async function workedOut(sweep: Sweep, { runId }: Pick<SweepToBegin, "runId">): Promise<readonly string[]> {
  await sweep.work({ runId, stop: AbortSignal.timeout(40_000) });
  const journal = await sweep.journal(runId);
  try {
    return await ledgerAndRows(journal);
  } finally {
    await journal.close();
  }
}

/** Every row of a run, as often as it is there, without what differs from run to run. */
async function ledgerAndRows(journal: Journal): Promise<readonly string[]> {
  const views = viewsOf(journal);
  const rows: string[] = [];
  for (const table of ["inventory", "datasets", "versions", "policies", "labels", "tags", "ledger"] as const) {
    for await (const row of views.rows(table)) {
      rows.push(`${table} ${JSON.stringify(withoutRun({ ...row }))}`);
    }
  }
  return rows.toSorted();
}

function withoutRun(row: Readonly<Record<string, unknown>>): unknown {
  const { runId: _run, runStartedAt: _start, seenAt: _seen, elapsedMs: _ms, ...rest } = row;
  const { requests: _requests, throttles: _throttles, ...found } = rest;
  return found;
}
