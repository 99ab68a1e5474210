// The command, with views that have their names as they are written, and take a while.
import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { FileSet } from "../../../packages/inventory/dist/views/file-set.js";
import { replaceMethod } from "./replace-method.mjs";

replaceMethod(
  FileSet.prototype,
  "create",
  (before) =>
    /** @this {FileSet} @param {string} name */
    async function createInPlace(name) {
      const file = await before.call(this, name);
      await writeFile(file.path, '{"half":');
      return file;
    },
);
replaceMethod(
  FileSet.prototype,
  "publish",
  (before) =>
    /** @this {FileSet} @param {{ readonly last: string }} last */
    async function publishLater(last) {
      await sleep(500);
      await before.call(this, last);
    },
);

await import("../../../packages/inventory/dist/bin.js");
