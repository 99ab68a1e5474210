// What a process does with a journal, a word a line on its output: hold PATH, append PATH, race PATH.
import { once } from "node:events";
import process from "node:process";
import { fileJournal } from "../../dist/journal/file-journal.js";

const [what, path = ""] = process.argv.slice(2);
const journal = fileJournal(path);
try {
  if (what === "race") {
    say("ready");
    await once(process.stdin, "data");
  }
  await journal.open();
  say("open");
  if (what === "append") {
    await appendForEver();
  }
  // Until it is killed, or its parent has gone.
  process.stdin.resume();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function appendForEver() {
  let pages = -1;
  for await (const step of journal.steps()) {
    pages = step._tag === "Walk" ? step.pages : 0;
  }
  if (pages === -1) {
    await journal.append({
      _tag: "Run",
      version: 1,
      runId: "20261125T135627Z-4f2a",
      startedAt: "2026-11-25T13:56:27.000Z",
      options: { depth: ["projects"], rate: 5 },
    });
    pages = 0;
  }
  for (;;) {
    // Two at once, so that a write has more than one line.
    await Promise.all([append((pages += 1)), append((pages += 1))]);
  }
}

/** @param {number} pages */
async function append(pages) {
  await journal.append({
    _tag: "Walk",
    target: "111122223333:eu-west-1",
    accountId: "111122223333",
    region: "eu-west-1",
    operation: "DescribeProjects",
    parentArn: null,
    generation: 1,
    pages,
    records: [],
    invalid: [],
    position: "p".repeat(pages % 1_000),
    outcome: null,
    error: null,
    requests: 1,
    throttles: 0,
    elapsedMs: 200,
    at: "2026-11-25T13:56:28.000Z",
  });
  say(String(pages));
}

/** Written when it returns, as Node writes to a pipe on POSIX: it is there though the process is killed next. @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
}
