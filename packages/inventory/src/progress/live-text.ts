import { count, duration, formatted } from "../text/count.js";
import { oneLine } from "../text/one-line.js";
import type { CrawlProgress } from "./crawl-progress.js";
import { progressParts } from "./progress-parts.js";

/** What a crawl looks like now. */
export interface LiveState {
  /** A sign that changes each time, to show that the process is alive. */
  readonly sign: string;
  readonly progress: CrawlProgress;
  /** Milliseconds since the crawl began. */
  readonly elapsed: number;
  /** Recent pages per second; `undefined` while that is not known. */
  readonly rate: number | undefined;
  /** About how many milliseconds are left; `undefined` while that is not known. */
  readonly left: number | undefined;
}

/**
 * Lines for a terminal, without their ends, none wider than the terminal. First come the progress of the whole, its
 * pace, and the time that may be left. Below is each account and region in which something is left to do.
 *
 * @param size - `rows` is how many lines there may be.
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
  // A line as wide as the terminal would be wrapped, and the next frame could not be written over it.
  return lines.map((line) => line.slice(0, Math.max(1, size.columns - 1)));
}

/** As many parts as there is room for, and at least one. */
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

/** A rounded time, since an estimate is not exact: `20 s`, `5 min`. */
function roundly(ms: number): string {
  const seconds = Math.ceil(ms / 5_000) * 5;
  return seconds < 60 ? `${seconds} s` : `${formatted(Math.ceil(ms / 60_000))} min`;
}

function targetLines(progress: CrawlProgress, rows: number): readonly string[] {
  // With a single account and region, the first line says everything.
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
