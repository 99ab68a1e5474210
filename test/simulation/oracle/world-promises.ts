import { completeWalksHaveEverything } from "./promises/world/complete-walks-have-everything.js";
import { everyWalkEnds } from "./promises/world/every-walk-ends.js";
import { noErrorThatNobodyCatches } from "./promises/world/no-error-that-nobody-catches.js";
import { nothingThrownAtTheUser } from "./promises/world/nothing-thrown-at-the-user.js";
import { oneListenerASignal } from "./promises/world/one-listener-a-signal.js";
import type { WorldPromise } from "./world-promise.js";

/** Every promise about what happens together. Of several that are broken at once, the first here is reported. */
export const WORLD_PROMISES: readonly WorldPromise[] = [
  noErrorThatNobodyCatches,
  oneListenerASignal,
  completeWalksHaveEverything,
  nothingThrownAtTheUser,
  everyWalkEnds,
];
