import type { Target } from "../crawl/target.js";
import { UsageError } from "./usage-error.js";

/**
 * The targets of a file or of an organization, for a run that is gone on with: refused where there are no credentials to
 * ask with, and the run was not begun without. They would stand in its journal for good, as an account that nobody knows.
 *
 * @param begun - the ids in the journal; read as each target comes.
 * @throws UsageError
 */
export async function* sameCredentials(
  targets: AsyncIterable<Target>,
  begun: ReadonlySet<string>,
): AsyncGenerator<Target, void, undefined> {
  for await (const target of targets) {
    const { id = "", accountId } = target;
    const isSource = "outcome" in target && target.outcome === "no-credentials" && accountId === undefined;
    if (isSource && begun.size > 0 && !begun.has(id)) {
      throw new UsageError(
        `the run was begun with credentials, and ${target.error?.message ?? "there are none"}; go on with the credentials that it was begun with`,
      );
    }
    yield target;
  }
}
