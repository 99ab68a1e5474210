import { count, duration, formatted } from "../text/count.js";
import { oneLine } from "../text/one-line.js";
import type { CrawlProgress } from "./crawl-progress.js";
import { progressParts } from "./progress-parts.js";

/** What a crawl looks like now. */
export interface LiveState {
  /** Another one each time, so that it is seen to be alive. */
  readonly sign: string;
  readonly progress: CrawlProgress;
  /** Milliseconds since it began. */
  readonly elapsed: number;
  /** Pages a second of late; `undefined` while nobody knows. */
  readonly rate: number | undefined;
  /** About so many milliseconds; `undefined` while nobody knows. */
  readonly left: number | undefined;
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
  const { sign, progress, elapsed, rate, left } = state;
  const time = [
    duration(elapsed),
    ...(rate === undefined ? [] : [`${formatted(Math.round(rate * 10) / 10)} pages/s`]),
    ...(left === undefined ? [] : [`about ${roundly(left)} left`]),
  ];
  const lines = [
    `${sign} ${fitting(progressParts(progress), size.columns - 3)}`,
    `  ${fitting(time, size.columns - 3)}`,
    ...targetLines(progress, size.rows - 2),
  ];
  // A line as wide as the terminal would wrap, and the next frame could not be written over it.
  return lines.map((line) => line.slice(0, Math.max(1, size.columns - 1)));
}

/** As many parts as there is room for, and one at least. */
function fitting(parts: readonly string[], columns: number): string {
  const [first = "", ...others] = parts;
  let text = first;
  for (const part of others) {
    const longer = `${text}${SEPARATOR}${part}`;
    if (longer.length > columns) {
      break;
    }
    text = longer;
  }
  return text;
}

/** An estimate that says no more than it knows: `20 s`, `5 min`. */
function roundly(ms: number): string {
  const seconds = Math.ceil(ms / 5_000) * 5;
  return seconds < 60 ? `${seconds} s` : `${formatted(Math.ceil(ms / 60_000))} min`;
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
const MOST_TARGETS = 12;
