import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { Step } from "../crawl/step.js";
import { checkedLines } from "./checked-lines.js";
import { orUnreadable } from "./or-unreadable.js";

/** The steps of a journal's file as it is now. Needs no lock: a half-written line is left out. */
export async function* stepsOf(path: string): AsyncGenerator<Step> {
  // Non-blocking, because the path may be a pipe: to open it would wait for a writer.
  const file = await orUnreadable(path, () => open(path, constants.O_RDONLY | constants.O_NONBLOCK));
  try {
    await orUnreadable(path, async () => {
      const stat = await file.stat();
      if (!stat.isFile()) {
        throw new Error(stat.isDirectory() ? "it is a folder" : "it is no regular file");
      }
    });
    for await (const { step } of checkedLines(path, file)) {
      yield step();
    }
  } finally {
    await file.close();
  }
}
