// The command, with a crawl that goes on with a walk at its beginning, whatever of it is in the journal.
import { TargetProgress } from "../../../packages/inventory/dist/crawl/target-progress.js";
import { replaceMethod } from "./replace-method.mjs";

replaceMethod(
  TargetProgress.prototype,
  "unfinished",
  (before) =>
    /** @this {TargetProgress} */
    function unfinishedFromTheirBeginning() {
      return before.call(this).map((walk) => Object.assign(walk, { position: null, pages: 0 }));
    },
);

await import("../../../packages/inventory/dist/bin.js");
