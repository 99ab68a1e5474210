/** What a check came to. Plain JSON. */
export interface Finding {
  /** `network`; of a permission its action: `rekognition:DescribeProjects`. */
  readonly check: string;
  readonly outcome: FindingOutcome;
  /** An account and region, a profile, an endpoint; `null` where it is about none of them alone. */
  readonly target: string | null;
  /** One line, no full stop. */
  readonly message: string;
  /** What to do; `null` where there is nothing to be done. */
  readonly remedy: string | null;
}

/** `unknown` is what could not be asked: it is not known to be good. */
export type FindingOutcome = "failed" | "ok" | "unknown" | "warning";
