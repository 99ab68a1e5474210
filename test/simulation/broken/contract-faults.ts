import { paced } from "@rekognition-rx/operators";
import { CONTRACT } from "../oracle/contract.js";
import { checkpointFailureEndsTheWalk } from "../oracle/promises/walk/checkpoint-failure-ends-the-walk.js";
import { checkpointIsAwaited } from "../oracle/promises/walk/checkpoint-is-awaited.js";
import { noWalkIsLost } from "../oracle/promises/walk/no-walk-is-lost.js";
import { OURS } from "../user/library.js";
import { defaultOptions } from "../weather/default-options.js";
import { outage } from "../weather/outage.js";
import { slowCheckpoints } from "../weather/slow-checkpoints.js";
import { listingWith } from "./changed-library.js";
import type { PlantedFault } from "./planted-fault.js";

const CHECKPOINT_FAULTS: readonly PlantedFault[] = [
  {
    name: "a checkpoint that is not awaited",
    library: listingWith((config) => ({ ...config, checkpoint: forgetting(config.checkpoint) })),
    weather: [slowCheckpoints],
    breaks: checkpointIsAwaited,
  },
  {
    name: "a checkpoint whose failure is swallowed",
    library: listingWith((config) => ({ ...config, checkpoint: forgetting(config.checkpoint) })),
    weather: [slowCheckpoints],
    breaks: checkpointFailureEndsTheWalk,
  },
];

const THROTTLING_FAULTS: readonly PlantedFault[] = [
  {
    name: "a retry that gives up as without a limiter",
    library: { ...OURS, paced: (limiter, options) => paced(limiter, { maxAttempts: 3, ...defined(options) }) },
    weather: [defaultOptions, outage],
    breaks: noWalkIsLost,
  },
];

/** Faults of what the contract promises by now. */
export const CONTRACT_FAULTS: readonly PlantedFault[] = [
  ...CHECKPOINT_FAULTS,
  ...(CONTRACT.walksMayBeLostToThrottling ? [] : THROTTLING_FAULTS),
];

function forgetting<Position>(checkpoint: ((position: Position) => unknown) | undefined): (position: Position) => void {
  return (position) => {
    Promise.resolve(checkpoint?.(position)).catch(() => undefined);
  };
}

function defined(options: object = {}): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
