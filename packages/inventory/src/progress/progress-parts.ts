import { count } from "../text/count.js";
import type { CrawlProgress } from "./crawl-progress.js";

/** The progress of a crawl, in parts. The most important part comes first. */
export function progressParts(progress: CrawlProgress): readonly string[] {
  const { targets, pages, projects, datasets, versions, entries, invalid, throttles, incomplete, waiting } = progress;
  if (pages === 0 && throttles === 0 && incomplete === 0) {
    const what = waiting === undefined ? "waiting for the first answer" : `waiting: ${waiting}`;
    return [what, ...(targets === 0 ? [] : [count(targets, "target")])];
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
  ];
}
