import type { ColumnsOf, Found } from "./table.js";

/** When a row was found. */
export interface Seen {
  readonly runId: string;
  readonly runStartedAt: string;
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
