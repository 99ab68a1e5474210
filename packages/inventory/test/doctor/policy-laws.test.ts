import { createEmulator, type Emulator, type EmulatorOptions } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Depth, DEPTHS } from "../../src/crawl/depth.js";
import { inventory$ } from "../../src/crawl/inventory.js";
import type { WalkOutcome } from "../../src/crawl/walk-outcome.js";
import { readPolicy } from "../../src/doctor/policies/read-policy.js";
import { discoverTargets } from "../../src/targets/discover-targets.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { KEYS } from "../support/discovery.js";
import { everythingOnce } from "../support/everything-once.js";

const EACH_DEPTH: readonly (readonly [name: string, depth: readonly Depth[]])[] = [
  ...DEPTHS.map((each): readonly [string, readonly Depth[]] => [
    each,
    each === "projects" ? [each] : ["projects", each],
  ]),
  ["all", DEPTHS],
];

/** The actions of the policy that `doctor --policy` writes. */
function actionsFor(depth: readonly Depth[]): readonly string[] {
  return readPolicy({ depth, regions: [] }).Statement.flatMap(({ Action }) => Action);
}

describe("the policy of a depth", () => {
  test.each(EACH_DEPTH)("%s allows exactly what a run of it asks for", async (_, depth) => {
    const actions = actionsFor(depth);
    expect(new Set(actions).size).toBe(actions.length);
    const { outcomes, emulator } = await exported(depth, actions);
    expect(new Set(outcomes)).toEqual(new Set(["complete"]));
    const asked = new Set(emulator.requests.map(({ operation }) => operation));
    // Nobody needs a permission for it.
    asked.delete("GetCallerIdentity");
    expect(asked).toEqual(new Set(actions.map(operationOf)));
  });

  const without = EACH_DEPTH.flatMap(([name, depth]) => actionsFor(depth).map((action) => ({ name, depth, action })));
  test.each(without)("$name is denied something without $action", async ({ depth, action }) => {
    const { outcomes } = await exported(
      depth,
      actionsFor(depth).filter((each) => each !== action),
    );
    expect(outcomes).toContain("denied");
  });
});

/** Crawls an account that allows these actions, and no others. */
async function exported(
  depth: readonly Depth[],
  allowed: readonly string[],
): Promise<{ readonly outcomes: readonly (WalkOutcome | null)[]; readonly emulator: Emulator }> {
  const free = new Set<string>(["GetCallerIdentity", ...allowed.map(operationOf)]);
  const faults: EmulatorOptions["faults"] = ({ operation }) =>
    free.has(operation) ? undefined : { type: "exception", name: "AccessDeniedException" };
  const emulator = await createEmulator({ account: everythingOnce(), faults });
  onTestFinished(() => emulator.close());
  awsEnvironment(KEYS);
  const targets = discoverTargets({ regions: ["us-east-1"], endpointUrl: emulator.url });
  const outcomes: (WalkOutcome | null)[] = [];
  for await (const step of inventory$({ targets, depth, rate: 1_000_000 })) {
    if (step._tag === "Walk") {
      outcomes.push(step.outcome);
    }
  }
  return { outcomes, emulator };
}

function operationOf(action: string): string {
  return action.slice(action.indexOf(":") + 1);
}
