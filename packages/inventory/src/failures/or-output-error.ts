import { OutputError } from "./output-error.js";

/** What the work comes to; what it fails with becomes an {@link OutputError} of the path. */
export async function orOutputError<A>(path: string, work: () => Promise<A>): Promise<A> {
  try {
    return await work();
  } catch (cause) {
    throw new OutputError({ path, cause });
  }
}
