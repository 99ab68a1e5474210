// Runs the modules that the command line names, one after the other. Its last line says how many came to their end,
// once nothing is left that would keep a process of their own alive.

import { pathToFileURL } from "node:url";

const modules = process.argv.slice(2);
let done = 0;

process.once("beforeExit", () => {
  console.log(`\nran ${done} modules to their end`);
});

for (const module of modules) {
  await import(pathToFileURL(module).href);
  done += 1;
}
