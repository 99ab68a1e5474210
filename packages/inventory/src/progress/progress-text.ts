import { count, duration } from "../text/count.js";
import type { CrawlProgress } from "./crawl-progress.js";

/** How far it is, in about 80 columns. */
export function progressText(progress: CrawlProgress | undefined, elapsed: number, separator: string): string {
  if (progress === undefined) {
    return ["asking for the first page", duration(elapsed)].join(separator);
  }
  const { targets, pages, projects, datasets, versions, entries, invalid, throttles, incomplete, waiting } = progress;
  if (waiting !== undefined && pages === 0) {
    return [`waiting: ${waiting}`, duration(elapsed)].join(separator);
  }
  return [
    count(targets, "target"),
    count(pages, "page"),
    count(projects, "project"),
    count(datasets, "dataset"),
    ...(versions > 0 ? [count(versions, "version")] : []),
    ...(entries > 0 ? [count(entries, "entry", "entries")] : []),
    ...(invalid > 0 ? [`${invalid} invalid`] : []),
    ...(throttles > 0 ? [count(throttles, "throttle")] : []),
    ...(incomplete > 0 ? [`${count(incomplete, "walk")} incomplete`] : []),
    ...(waiting === undefined ? [] : [`waiting: ${waiting}`]),
    duration(elapsed),
  ].join(separator);
}
