// The command, with a crawl that goes on with the walks that have begun, and forgets what else was to follow.
import { TargetProgress } from "../../../packages/inventory/dist/crawl/target-progress.js";
import { replaceMethod } from "./replace-method.mjs";

replaceMethod(
  TargetProgress.prototype,
  "unfinished",
  (before) =>
    /** @this {TargetProgress} */
    function unfinishedThatHaveBegun() {
      return before.call(this).filter(({ parentArn, pages }) => parentArn === null || pages > 0);
    },
);

await import("../../../packages/inventory/dist/bin.js");
