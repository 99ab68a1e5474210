import { isJournalError } from "../journal/journal-error.js";

/** What can be read; else the other value, and why. */
export async function readable<Value>(
  read: () => Promise<Value>,
  otherwise: Value,
): Promise<{ readonly value: Value; readonly problem?: string }> {
  try {
    return { value: await read() };
  } catch (error) {
    if (isJournalError(error)) {
      return { value: otherwise, problem: error.message };
    }
    throw error;
  }
}
