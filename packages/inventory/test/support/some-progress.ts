import type { CrawlProgress } from "../../src/progress/crawl-progress.js";

export const someProgress: CrawlProgress = {
  targets: 1,
  pages: 2,
  projects: 200,
  datasets: 302,
  versions: 0,
  entries: 0,
  invalid: 0,
  throttles: 3,
  incomplete: 0,
  walks: { known: 1, ended: 0 },
  open: [],
  waiting: undefined,
};
