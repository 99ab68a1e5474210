import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { contestant } from "../harness/contestant.js";
import { requireEmulator } from "../harness/require-emulator.js";
import { CONNECTIONS, FIGURES, type Load, REQUESTS } from "./load.js";

// One server, named on the command line, in a process of its own. For each block of requests, this prints the figure that
// the environment names.

const servers: Readonly<Record<string, readonly string[]>> = {
  "SDK paginator": [fileURLToPath(new URL("naive-server.js", import.meta.url))],
  "examples/backend": [
    fileURLToPath(new URL("../../../examples/backend/dist/main.js", import.meta.url)),
    "--aws",
    "--port",
    "0",
  ],
};

requireEmulator();
const figureOf = FIGURES[process.env["FIGURE"] ?? ""];
if (figureOf === undefined) {
  throw new Error(`FIGURE must be one of ${Object.keys(FIGURES).join(", ")}`);
}
const server = spawn(process.execPath, contestant(servers).run, { stdio: ["ignore", "pipe", "inherit"] });
const url = await new Promise<string>((resolve, reject) => {
  // All lines are read, also later: the server would stop if nobody read its log.
  createInterface(server.stdout).on("line", (line) => {
    const [, found] = /Server listening at (http:[^"]+)/.exec(line) ?? [];
    if (found !== undefined) {
      resolve(found);
    }
  });
  server.once("close", (code) => reject(new Error(`the server ended with ${code}`)));
});

const load = async (): Promise<Load> => {
  const began = performance.now();
  let ended = began;
  const {
    errors,
    latency,
    "2xx": answered,
  } = await new Promise<autocannon.Result>((resolve, reject) => {
    autocannon(
      // autocannon ends at its next sample: up to a second later, by default.
      { url: `${url}/projects`, connections: CONNECTIONS, amount: REQUESTS, sampleInt: 10 },
      (error: unknown, result) => {
        if (error === null || error === undefined) {
          resolve(result);
        } else {
          reject(new Error("autocannon failed", { cause: error }));
        }
      },
    ).on("response", () => (ended = performance.now()));
  });
  if (answered !== REQUESTS || errors > 0) {
    throw new Error(`${answered} of ${REQUESTS} requests were answered, ${errors} failed`);
  }
  return { took: ended - began, slow: latency.p97_5 };
};
for (let warmUp = 0; warmUp < 10; warmUp += 1) {
  await load();
}
for await (const _ of createInterface(process.stdin)) {
  console.log(figureOf(await load()));
}
server.kill("SIGTERM");
await once(server, "close");
