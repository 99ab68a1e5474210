// Loads an account into Postgres. What is where: README.md.
//
//   npx -y pnpm@10 run etl
//   DATABASE_URL=postgres://... npx -y pnpm@10 run etl --profile NAME --region REGION

import { run } from "./run.js";

// The SDK warns of Node 20 as its first client is made; it goes on working.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

// Whoever reads along may leave, as `head` does: the job goes on, and nobody is shown a broken pipe.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", () => undefined);
}
// pnpm passes on a `--` that its own users write.
const code = await run(process.argv.slice(2).filter((each) => each !== "--"));
// What a signal interrupted may still wait for a socket.
process.exit(code);
