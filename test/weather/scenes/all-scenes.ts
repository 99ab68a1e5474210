import type { Scene } from "../scene.js";
import { bucketAlone } from "./bucket-alone.js";
import { crowd } from "./crowd.js";
import { hints } from "./hints.js";
import { lostWalks } from "./lost-walks.js";
import { poison } from "./poison.js";
import { severalPoison } from "./several-poison.js";
import { recovery } from "./recovery.js";
import { rest } from "./rest.js";
import { rise } from "./rise.js";
import { sharedBucket } from "./shared-bucket.js";
import { start } from "./start.js";
import { twoProcesses } from "./two-processes.js";
import { waste } from "./waste.js";

/** What a limiter is judged by, in the order of the design. */
export const ALL_SCENES: readonly Scene[] = [
  lostWalks,
  recovery,
  rest,
  rise,
  waste,
  poison,
  severalPoison,
  hints,
  sharedBucket,
  bucketAlone,
  twoProcesses,
  crowd,
  start,
];
