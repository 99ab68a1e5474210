// The command, with a journal that says that a line is written, and writes it some time later.
import { setTimeout as sleep } from "node:timers/promises";
import { LineWriter } from "../../../packages/inventory/dist/journal/line-writer.js";
import { replaceMethod } from "./replace-method.mjs";

replaceMethod(
  LineWriter.prototype,
  "append",
  (before) =>
    /** @this {LineWriter} @param {string} line */
    function appendLater(line) {
      void sleep(200).then(() => before.call(this, line));
      return Promise.resolve();
    },
);

await import("../../../packages/inventory/dist/bin.js");
