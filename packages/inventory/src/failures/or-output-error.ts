import { OutputError } from "./output-error.js";

/** The result of the work. An error of the work becomes an {@link OutputError} with the path. */
export async function orOutputError<A>(path: string, work: () => Promise<A>): Promise<A> {
  try {
    return await work();
  } catch (cause) {
    throw new OutputError({ path, cause });
  }
}
