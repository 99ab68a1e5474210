import type { Target } from "../crawl/target.js";
import { UsageError } from "./usage-error.js";

/**
 * The targets of credentials, for a run that is resumed. Refuses credentials that no longer lead to all targets that
 * the run was begun with: the rows of another account must not come into the run, and its own targets would never be
 * read.
 *
 * Takes all targets before it gives the first: credentials lead to few.
 *
 * @param begun - the ids in the journal; read when the first target is asked for.
 * @throws UsageError
 */
export async function* sameAccounts(
  targets: AsyncIterable<Target>,
  begun: ReadonlySet<string>,
): AsyncGenerator<Target, void, undefined> {
  const found: Target[] = [];
  for await (const target of targets) {
    found.push(target);
  }
  const ids = new Set(found.flatMap(idsOf));
  const lost = [...begun].find((id) => !ids.has(id));
  if (lost !== undefined) {
    for (const target of found) {
      if ("client" in target) {
        target.close?.();
      }
    }
    throw new UsageError(
      `the run was begun with ${lost}, and ${whereTo(found)}; go on with the credentials that it was begun with, or begin a new run`,
    );
  }
  yield* found;
}

function idsOf(target: Target): readonly string[] {
  return [target.id ?? "", ...("client" in target ? (target.aliases ?? []) : [])];
}

function whereTo(found: readonly Target[]): string {
  const errors = found.flatMap((target) => ("outcome" in target && target.error ? [target.error.message] : []));
  return errors[0] ?? `these credentials lead to ${found.map(({ id = "" }) => id).join(", ")}`;
}
