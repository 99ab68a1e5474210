/** The result of a check. Plain JSON. */
export interface Finding {
  /** `network`; for a permission its action: `rekognition:DescribeProjects`. */
  readonly check: string;
  readonly outcome: FindingOutcome;
  /** An account and region, a profile, or an endpoint; `null` if the finding is about none of them alone. */
  readonly target: string | null;
  /** One line, no full stop. */
  readonly message: string;
  /** What to do; `null` if there is nothing to do. */
  readonly remedy: string | null;
}

/** `unknown`: it could not be checked, and is not known to be good. */
export type FindingOutcome = "failed" | "ok" | "unknown" | "warning";
