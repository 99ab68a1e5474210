import type { ColumnsOf, Found } from "./table.js";

/** When a row was found. */
export interface Seen {
  /** The run that found the row: `20261125T135627Z-4f2a`. */
  readonly runId: string;
  /** When that run began: ISO 8601 in UTC. */
  readonly runStartedAt: string;
  /** When the page with the row was read: ISO 8601 in UTC. */
  readonly seenAt: string;
}

export const seenColumns: ColumnsOf<Seen> = {
  runId: { type: "string", nullable: false, about: "The run that found it, as `20261125T135627Z-4f2a`." },
  runStartedAt: { type: "timestamp", nullable: false, about: "When that run began; the same in all of its rows." },
  seenAt: { type: "timestamp", nullable: false, about: "When the page was read that has it." },
};

export function seenOf({ runId, runStartedAt, seenAt }: Found): Seen {
  return { runId, runStartedAt, seenAt };
}
