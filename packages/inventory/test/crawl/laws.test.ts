import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { rekognitionClient } from "@rekognition-rx/core";
import { createEmulator, type Emulator } from "@rekognition-rx/emulator";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inventory$ } from "../../src/crawl/inventory.js";
import type { Step, WalkStep } from "../../src/crawl/step.js";
import { faultsIn } from "./account-for.js";
import { arbitraryOrganization, NOW, type Organization } from "./organization.js";
import { truthOf } from "./truth.js";
import { arbitraryWalkWeather, type WalkWeather, Weather } from "./weather.js";

const CREDENTIALS = { secretAccessKey: "any" };

/** Crawls an organization in its weather: in one go, or killed after so many steps and gone on with. */
async function crawled(
  emulator: Emulator,
  { places }: Organization,
  kills: readonly number[] = [],
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const killedAfter of [...kills, Number.POSITIVE_INFINITY]) {
    const targets = places.map(({ accountId, region }) => {
      const options = { region, endpoint: emulator.url, credentials: { accessKeyId: accountId, ...CREDENTIALS } };
      const client = rekognitionClient(options);
      const metrics = new CloudWatchClient({ ...options, maxAttempts: 1 });
      return { accountId, region, client, metrics };
    });
    const before = [...steps];
    let taken = 0;
    for await (const step of inventory$({
      targets,
      depth: ["all"],
      rate: 1_000_000,
      concurrency: 2,
      from: before,
      now: () => NOW,
      // Every wait is as short as it may be.
      retry: { maxAttempts: 6, random: () => 0 },
    })) {
      steps.push(step);
      taken += 1;
      if (taken === killedAfter) {
        break;
      }
    }
    for (const { client, metrics } of targets) {
      client.destroy();
      metrics.destroy();
    }
    if (steps.at(-1)?._tag === "End") {
      break;
    }
  }
  return steps;
}

/** Draws an organization and its weather, crawls it, and gives the steps to a check. */
function crawls(check: (wrongIn: (steps: readonly Step[]) => readonly string[], steps: readonly Step[]) => void) {
  return fc.asyncProperty(
    arbitraryOrganization,
    fc.array(arbitraryWalkWeather, { minLength: 1, maxLength: 7 }),
    fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 2 }),
    async (organization, draws, kills) => {
      const emulator = await createEmulator({ accounts: organization.accounts, clock: () => NOW });
      try {
        const places = await Promise.all(
          organization.places.map(async ({ accountId, region }) => {
            const isOffered = region !== "eu-north-1";
            const client = new RekognitionClient({
              region,
              endpoint: emulator.url,
              credentials: { accessKeyId: accountId, ...CREDENTIALS },
            });
            const account = organization.accounts.find(
              (each) => each.accountId === accountId && each.region === region,
            );
            const truth = isOffered ? await truthOf(client, account) : new Map<string, readonly string[]>();
            client.destroy();
            return { target: `${accountId}:${region}`, truth, isOffered };
          }),
        );
        const weather = new Weather(draws);
        emulator.setFaults(weather.rule);
        const steps = await crawled(emulator, organization, kills);
        check((given) => faultsIn(given, places, weather), steps);
      } finally {
        await emulator.close();
      }
    },
  );
}

/** Three projects in one place, in one weather. */
function threeProjects(weather: WalkWeather): [Organization, WalkWeather[], number[]] {
  const place = { accountId: "111122223333", region: "us-east-1" };
  const projects = [1, 2, 3].map((number) => ({ name: `project-${number}`, createdAt: Date.UTC(2026, 0, number) }));
  return [{ places: [place], accounts: [{ ...place, projects }] }, [weather], []];
}

// What chance draws seldom: a walk of three pages that begins again, and one that is denied.
const SELDOM = [
  threeProjects({ first: [{ type: "short-page", size: 1 }, { type: "expired-token" }], lasting: undefined }),
  threeProjects({
    first: [],
    lasting: { fault: { type: "exception", name: "AccessDeniedException" }, outcome: "denied" },
  }),
  threeProjects({ first: [{ type: "throttle" }], lasting: undefined }),
];

describe("a crawl", () => {
  test("accounts for everything, in any weather, killed anywhere and gone on with", async () => {
    await fc.assert(
      crawls((wrongIn, steps) => {
        expect(wrongIn(steps)).toEqual([]);
        expect(steps[0]?._tag).toBe("Run");
        expect(steps.filter(({ _tag }) => _tag === "Run")).toHaveLength(1);
        expect(steps.at(-1)?._tag).toBe("End");
      }),
      { numRuns: 25 },
    );
  });

  // Broken twins: the law has to see each of them.
  test.each<[name: string, broken: (steps: readonly Step[]) => readonly Step[]]>([
    [
      "calls a denial complete",
      (steps) =>
        steps.map((step) =>
          isWalk(step) && step.outcome === "denied" ? { ...step, outcome: "complete", error: null } : step,
        ),
    ],
    [
      "loses a page that was throttled",
      (steps) => steps.filter((step) => !(isWalk(step) && step.throttles > 0 && step.records.length > 0)),
    ],
    ["repeats the page before a kill", (steps) => repeated(steps)],
    ["does not begin the walks of one record", (steps) => withoutTheLastWalk(steps)],
    ["keeps an earlier generation", (steps) => steps.map((step) => (isWalk(step) ? { ...step, generation: 0 } : step))],
  ])("that %s breaks it", async (_name, broken) => {
    const result = await fc.check(
      crawls((wrongIn, steps) => {
        expect(wrongIn(broken(steps))).toEqual([]);
      }),
      { numRuns: 200, endOnFailure: true, examples: SELDOM },
    );
    expect(result.failed).toBe(true);
  });
});

function isWalk(step: Step): step is WalkStep {
  return step._tag === "Walk";
}

function repeated(steps: readonly Step[]): readonly Step[] {
  const at = steps.findIndex((step) => isWalk(step) && step.records.length > 0);
  const step = steps[at];
  return step === undefined ? steps : [...steps.slice(0, at), step, ...steps.slice(at)];
}

function withoutTheLastWalk(steps: readonly Step[]): readonly Step[] {
  const last = steps.findLast((step) => isWalk(step) && step.parentArn !== null);
  return last === undefined || !isWalk(last)
    ? steps
    : steps.filter((step) => !isWalk(step) || step.parentArn !== last.parentArn || step.operation !== last.operation);
}
