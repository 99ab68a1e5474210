import type { Step } from "@rekognition-rx/inventory";
import { isWalk, type PageRequest, walkOfStep } from "./page-requests.js";

/**
 * The requests of a process for pages that the journal had before it began. A walk whose token has expired begins
 * again, and may ask for all of them.
 */
export function askedAgain(requests: readonly PageRequest[], before: readonly Step[]): readonly string[] {
  const kept = keptPages(before);
  const expired = new Set(
    requests.filter(({ errorType }) => errorType === "InvalidPaginationTokenException").map(({ walk }) => walk),
  );
  return requests
    .filter(({ walk, token }) => !expired.has(walk) && kept.get(walk)?.tokens.has(token) === true)
    .map(
      ({ walk, token }) => `${walk} was asked again for ${token === undefined ? "its first page" : `page ${token}`}`,
    );
}

/** Of the last generation of each walk: the tokens of the pages that are there. */
function keptPages(steps: readonly Step[]): ReadonlyMap<string, KeptPages> {
  const kept = new Map<string, KeptPages>();
  for (const step of steps.filter(isWalk)) {
    const walk = walkOfStep(step);
    const before = kept.get(walk);
    const { generation, pages, position } = step;
    const same: KeptPages =
      before?.generation === generation ? before : { generation, pages: 0, position: null, tokens: new Set() };
    // A step may say only how the walk has ended.
    const tokens = pages > same.pages ? same.tokens.add(same.position ?? undefined) : same.tokens;
    kept.set(walk, { generation, pages, position, tokens });
  }
  return kept;
}

interface KeptPages {
  readonly generation: number;
  readonly pages: number;
  readonly position: string | null;
  readonly tokens: Set<string | undefined>;
}
