import type { WalkWatch } from "../oracle/walk-watch.js";
import type { UserWalk } from "../user/user-walk.js";
import type { CountingScheduler } from "../world/virtual-world.js";

/** One walk of a user: the first, or one that carries another on. */
export interface Leg {
  readonly walk: UserWalk;
  readonly watch: WalkWatch;
  readonly scheduler: CountingScheduler;
  /** Leaves it from outside, where there is a way to. */
  leave: (() => void) | undefined;
  /** Set once its end has been dealt with. */
  isClosed: boolean;
}
