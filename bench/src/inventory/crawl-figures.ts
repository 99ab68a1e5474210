/** What a run took. */
export interface CrawlFigures {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly records: number;
  readonly requests: number;
  readonly throttles: number;
  /** Megabytes: the most that the process ever had. */
  readonly peak: number;
  /** Megabytes: the most that was in use, as `Held` measures it. */
  readonly held: number;
  /** Megabytes. */
  readonly journalSize: number;
}
