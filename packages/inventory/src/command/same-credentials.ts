import type { Target } from "../crawl/target.js";
import { UsageError } from "./usage-error.js";

/**
 * The targets of a file or of an organization, for a run that is resumed. Refuses a source that has no credentials,
 * unless the run was begun without them: it would stay in the journal for good, as an account that nobody knows.
 *
 * @param begun - the ids in the journal; read when each target comes.
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
