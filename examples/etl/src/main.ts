// Loads an account into Postgres. README.md says what is in which file.
//
//   npx -y pnpm@10 run etl
//   DATABASE_URL=postgres://... npx -y pnpm@10 run etl --profile NAME --region REGION

import { run } from "./run.js";

// The SDK warns about Node 20 when its first client is made, but works with it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

// A reader of the output may leave, as `head` does: the job goes on, without an error about a broken pipe.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", () => undefined);
}
// pnpm passes on the `--` that its users write before options.
const code = await run(process.argv.slice(2).filter((each) => each !== "--"));
// Work that a signal interrupted may still wait for a socket.
process.exit(code);
