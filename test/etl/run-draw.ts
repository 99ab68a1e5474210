import { setTimeout as sleep } from "node:timers/promises";
import { EtlProcess } from "./world/etl-process.js";
import type { DrawnKills, Moment } from "./world/draw-kills.js";
import { differences, sourceRefsIn, tablesIn } from "./world/tables.js";
import { ARGS, begin, pageKey, type World } from "./world/world.js";

export const PROMISES = [
  "the rows of every table are those of the undisturbed run",
  "no page whose rows are in the tables is asked for again",
  "a run that was killed goes on to the end of the undisturbed one",
] as const;
export type Promised = (typeof PROMISES)[number];

/** What became of a run that was killed again and again. */
export interface Outcome {
  /** Kills that hit. */
  readonly kills: number;
  /** Those of them whose process went on with rows of another. */
  readonly ofReruns: number;
  readonly broken: readonly { readonly promised: Promised; readonly how: string }[];
}

/**
 * Runs the job, kills it, runs it again, as often as is drawn, and lets the last one come to its end.
 *
 * @param main - the job, or a broken one.
 */
export async function runDraw(world: World, draw: DrawnKills, main?: string): Promise<Outcome> {
  const { emulator, undisturbed, folder: cwd } = world;
  const connectionString = await world.database();
  const broken: Outcome["broken"][number][] = [];
  const check = (promised: Promised, found: readonly string[]): void => {
    broken.push(...found.slice(0, 3).map((how) => ({ promised, how })));
  };
  let kills = 0;
  let ofReruns = 0;
  for (const moment of [...draw.moments, undefined]) {
    const before = await sourceRefsIn(connectionString);
    begin(emulator, draw.latency);
    const job = new EtlProcess({ endpoint: emulator.url, connectionString, cwd }, ARGS, main);
    if (moment !== undefined) {
      const images = [...undisturbed.pages.values()].flat().length;
      await comes(moment, job, world, 1 - before.size / images);
    }
    const isHit = moment !== undefined && (await job.kill());
    const { code, stderr } = await job.ended;
    check("no page whose rows are in the tables is asked for again", askedAgain(world, before));
    if (!isHit) {
      if (code !== undisturbed.code) {
        check("a run that was killed goes on to the end of the undisturbed one", [`it ended with ${code}: ${stderr}`]);
      }
      break;
    }
    kills += 1;
    ofReruns += before.size > 0 ? 1 : 0;
  }
  const found = differences(undisturbed.tables, await tablesIn(connectionString));
  check("the rows of every table are those of the undisturbed run", found);
  return { kills, ofReruns, broken };
}

/** @param left - the share of the work that is not done yet. */
async function comes(moment: Moment, job: EtlProcess, { emulator, undisturbed }: World, left: number): Promise<void> {
  if (moment._tag === "Time") {
    const at = performance.now() + moment.share * undisturbed.duration;
    while (!job.hasEnded && performance.now() < at) {
      await sleep(2);
    }
    return;
  }
  const enough = moment.share * left * undisturbed.requests;
  while (!job.hasEnded && emulator.requests.length < enough) {
    await sleep(2);
  }
  await sleep(moment.later);
}

/** Requests for pages whose rows are there already. */
export function askedAgain({ emulator, undisturbed }: World, before: ReadonlySet<string>): readonly string[] {
  return emulator.requests
    .filter(({ operation, status }) => operation === "ListDatasetEntries" && status === 200)
    .map(({ input }) => pageKey(input))
    .filter((page) => (undisturbed.pages.get(page) ?? []).some((image) => before.has(image)))
    .map((page) => page.slice(0, 200));
}
