import type { WalkWatch } from "../oracle/walk-watch.js";
import type { UserWalk } from "../user/user-walk.js";

/** Whose request it is. */
export interface Asker {
  readonly walk: UserWalk;
  readonly watch: WalkWatch;
}
