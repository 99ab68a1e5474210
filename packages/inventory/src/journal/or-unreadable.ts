import { reasonOf } from "../failures/reason-of.js";
import { JournalError } from "./journal-error.js";

/** The result of the work. An error of the file system becomes a {@link JournalError}. */
export async function orUnreadable<A>(path: string, work: () => Promise<A>): Promise<A> {
  try {
    return await work();
  } catch (cause) {
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    const reason = isMissing ? "there is no such file" : reasonOf(cause);
    throw new JournalError({ reason: "unreadable", path, problem: `cannot read ${path}: ${reason}`, cause });
  }
}
