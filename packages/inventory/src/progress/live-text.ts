import { count, duration, formatted } from "../text/count.js";
import { oneLine } from "../text/one-line.js";
import type { CrawlProgress } from "./crawl-progress.js";
import { progressText } from "./progress-text.js";

/** What a crawl looks like now. */
export interface LiveState {
  /** Another one each time, so that it is seen to be alive. */
  readonly sign: string;
  readonly progress: CrawlProgress;
  /** Milliseconds since it began. */
  readonly elapsed: number;
  /** Pages a second of late; `undefined` while nobody knows. */
  readonly rate: number | undefined;
  /** Walks a second of late. */
  readonly walkRate: number | undefined;
}

/**
 * Lines for a terminal, without their ends, none wider than it: how far the whole is, how fast, and how long it may take,
 * and below each account and region in which something is left to do.
 *
 * @param rows - lines, at most.
 */
export function liveText(
  state: LiveState,
  size: { readonly columns: number; readonly rows: number },
): readonly string[] {
  const { sign, progress, elapsed, rate } = state;
  const speed = rate === undefined ? [] : [`${formatted(Math.round(rate * 10) / 10)} pages/s`];
  const left = remaining(state);
  const time = [duration(elapsed), ...speed, ...(left === undefined ? [] : [`about ${duration(left)} left`])];
  const lines = [
    `${sign} ${progressText(progress, SEPARATOR)}`,
    `  ${time.join(SEPARATOR)}`,
    ...targetLines(progress, size.rows - 2),
  ];
  // A line as wide as the terminal would wrap, and the next frame could not be written over it.
  return lines.map((line) => line.slice(0, Math.max(1, size.columns - 1)));
}

/**
 * Milliseconds until what is known of is done; `undefined` while lists are still read that may make it more, or it is too
 * early to say.
 */
function remaining({ progress, elapsed, walkRate }: LiveState): number | undefined {
  if (walkRate === undefined || walkRate <= 0 || elapsed < EARLY) {
    return undefined;
  }
  const { known, ended } = progress.walks;
  return known === ended ? undefined : ((known - ended) / walkRate) * 1_000;
}

function targetLines(progress: CrawlProgress, rows: number): readonly string[] {
  // Of one account and region the first line says it all.
  if (progress.targets < 2 || rows < 1) {
    return [];
  }
  const { open } = progress;
  const room = Math.min(rows, MOST_TARGETS);
  const shown = open.length > room ? open.slice(0, room - 1) : open;
  const widest = Math.max(0, ...shown.map(({ where }) => where.length));
  const lines = shown.map(
    ({ where, pages, walks: { known, ended } }) =>
      `  ${oneLine(where).padEnd(widest)}  ${formatted(ended)} of ${count(known, "walk")}, ${count(pages, "page")}`,
  );
  const more = open.length - shown.length;
  return more > 0 ? [...lines, `  ... and ${formatted(more)} more accounts and regions`] : lines;
}

const SEPARATOR = " · ";
/** Milliseconds: before, an estimate is a guess. */
const EARLY = 5_000;
const MOST_TARGETS = 12;
