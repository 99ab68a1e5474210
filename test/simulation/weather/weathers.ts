import { changingQuota } from "./changing-quota.js";
import { defaultOptions } from "./default-options.js";
import { hints } from "./hints.js";
import { outage } from "./outage.js";
import { poison } from "./poison.js";
import { secondProcess } from "./second-process.js";
import { slowCheckpoints } from "./slow-checkpoints.js";
import type { Weather } from "./weather.js";

/** Every kind of weather, in the order in which they come over a program. */
export const WEATHERS: readonly Weather[] = [
  defaultOptions,
  secondProcess,
  outage,
  changingQuota,
  hints,
  poison,
  slowCheckpoints,
];
