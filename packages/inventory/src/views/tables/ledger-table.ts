import type { LedgerEntry } from "../../ledger/ledger-entry.js";
import { columnsOf, type Table } from "./table.js";

/** A walk or a target. For a target, `operation` is `null`, and so is everything else that only a walk has. */
export interface LedgerRow {
  /** Twelve digits; `null` if the account is not known. */
  readonly accountId: string | null;
  /** `null` for an account that was not asked in any region. */
  readonly region: string | null;
  readonly operation: string | null;
  /** The ARN that a walk asks about; `null` for the projects of a target, and for a target. */
  readonly parentArn: string | null;
  /** The outcome of the walk or of the target, as in `WalkEntry` and `TargetEntry`. */
  readonly outcome: string;
  readonly generation: number | null;
  readonly pages: number | null;
  readonly records: number | null;
  readonly requests: number | null;
  readonly throttles: number | null;
  readonly elapsedMs: number | null;
  /** `NAME: MESSAGE`, on one line; `null` if there is no error. */
  readonly error: string | null;
}

export const ledgerTable: Table<LedgerRow> = {
  name: "ledger",
  about:
    "What became of an operation on a parent, or of a target as a whole. Delete what you no longer see only where `outcome` is `complete`.",
  key: ["account_id", "region", "operation", "parent_arn"],
  columns: columnsOf<LedgerRow>({
    accountId: { type: "string", nullable: true, about: "The account: twelve digits, as text; `null` if not known." },
    region: { type: "string", nullable: true, about: "The region; `null` for an account that was asked in none." },
    operation: { type: "string", nullable: true, about: "The operation; `null` for the target as a whole." },
    parentArn: { type: "string", nullable: true, about: "What was asked about; `null` for all projects of a target." },
    outcome: {
      type: "string",
      nullable: false,
      about:
        "Of a walk: `complete`, `partial`, `denied`, `unsupported`, `throttled`, `failed`, `gone`, `not-ready`, `invalid`, `unfinished`. Of a target: `reached`, `no-credentials`, `suspended`, `closed`, `unfinished`.",
    },
    generation: {
      type: "integer",
      nullable: true,
      about: "How often the walk began again because its token had expired. Only the last time counts.",
    },
    pages: { type: "integer", nullable: true, about: "Pages read in the last generation." },
    records: { type: "integer", nullable: true, about: "Records of it in the other tables." },
    requests: { type: "integer", nullable: true, about: "Requests sent, throttled ones included." },
    throttles: { type: "integer", nullable: true, about: "Requests that were throttled." },
    elapsedMs: { type: "integer", nullable: true, about: "Milliseconds that it took." },
    error: { type: "string", nullable: true, about: "Why it is not complete." },
  }),
};

export function ledgerRow(entry: LedgerEntry): LedgerRow {
  const { accountId, region, outcome } = entry;
  const walk = entry._tag === "Walk" ? entry : undefined;
  return {
    accountId,
    region,
    operation: walk?.operation ?? null,
    parentArn: walk?.parentArn ?? null,
    outcome,
    generation: walk?.generation ?? null,
    pages: walk?.pages ?? null,
    records: walk?.records ?? null,
    requests: walk?.requests ?? null,
    throttles: walk?.throttles ?? null,
    elapsedMs: walk === undefined ? null : Math.round(walk.elapsedMs),
    error: entry.error === null ? null : `${entry.error.name}: ${entry.error.message}`,
  };
}
