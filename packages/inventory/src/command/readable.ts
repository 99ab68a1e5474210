import { isJournalError } from "../journal/journal-error.js";

/** What `read` gives. If a journal cannot be read, `otherwise` and the reason. */
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
