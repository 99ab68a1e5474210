import type { CrawlProgress } from "./crawl-progress.js";

/** Shows how far a run is. */
export interface ProgressDisplay {
  show(progress: CrawlProgress): void;
  /** Leaves the output ready for the next line. Nothing is shown after it. */
  end(): void;
}
