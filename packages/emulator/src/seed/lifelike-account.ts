import type { AccountSeed } from "./account-seed.js";
import { lifelikeNames } from "./lifelike-names.js";
import { lifelikeScenes, type Scene } from "./lifelike-scenes.js";
import { lifelikeStatusMessage } from "./lifelike-status-message.js";
import type { ProjectSeed } from "./project-seed.js";
import { type Random, random } from "./random.js";

/** How a {@link lifelikeAccount} is made. */
export interface LifelikeAccountOptions {
  /** A whole number. Equal options make equal accounts, on every machine. @defaultValue 1 */
  readonly seed?: number | undefined;
  /** How many projects. With 20 or more, every status of projects and datasets is among them. @defaultValue 240 */
  readonly projects?: number | undefined;
  /** With the same seed, another account or region gets other projects. @defaultValue `"111122223333"` */
  readonly accountId?: string | undefined;
  /** The region of the projects. @defaultValue `"us-east-1"` */
  readonly region?: string | undefined;
}

/**
 * Makes up an account that looks as if people had worked in it for three years, up to November 2026.
 *
 * About one project in seven is Content Moderation, the others are Custom Labels. They have a TRAIN dataset, a TEST dataset,
 * both or none. Most datasets are complete, some are in progress, and some have failed, with a message.
 * With 20 projects or more, each feature has every status of a project, and Custom Labels has every status of a dataset,
 * with every status message code.
 *
 * @example
 * ```ts
 * import { createEmulator, lifelikeAccount } from "@rekognition-rx/emulator";
 *
 * const emulator = await createEmulator({ account: lifelikeAccount({ seed: 7 }) });
 * console.log(emulator.projects().size); // 240
 * await emulator.close();
 * ```
 *
 * @throws RangeError when `seed` is not a whole number, or `projects` is not a whole number of 0 or more
 */
export function lifelikeAccount(options: LifelikeAccountOptions = {}): AccountSeed {
  const { seed = 1, projects: count = 240, accountId = "111122223333", region = "us-east-1" } = options;
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(`seed is ${seed}; it must be a whole number`);
  }
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`projects is ${count}; it must be a whole number, 0 or more`);
  }
  const source = random(`${seed}/${accountId}/${region}`);
  const scenes = lifelikeScenes(source, count);
  const names = lifelikeNames(source, count);
  const times = creationTimes(source, count);
  const projects = scenes.map((scene, index) => fill(source, scene, names[index] ?? "", times[index] ?? LAST_DAY));
  return { accountId, region, projects };
}

function fill(source: Random, scene: Scene, name: string, createdAt: number): ProjectSeed {
  let datasetAt = createdAt;
  const datasets = scene.datasets.map(({ type, status, code }) => {
    datasetAt += source.integer(40_000, 3_600_000);
    const statusMessage = lifelikeStatusMessage(source, status, code);
    return { type, createdAt: datasetAt, status, statusMessage, statusMessageCode: code };
  });
  const { status, feature, autoUpdate } = scene;
  return { name, createdAt, status, feature, autoUpdate, datasets };
}

/** Increasing, all different, spread over three years up to the last day. */
function creationTimes(source: Random, count: number): number[] {
  const span = LAST_DAY - FIRST_DAY;
  const step = Math.max(1, Math.floor(span / Math.max(1, count)));
  return Array.from({ length: count }, (_, index) => LAST_DAY - (count - index) * step + source.integer(0, step - 1));
}

const FIRST_DAY = Date.UTC(2023, 10, 6);
const LAST_DAY = Date.UTC(2026, 10, 20);
