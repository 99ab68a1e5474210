import type { ComparedRun } from "../changes/compared-run.js";
import { mergedRuns } from "../changes/merged-runs.js";
import { runOfJournal } from "../changes/run-of-journal.js";
import { fileJournal } from "../journal/file-journal.js";
import { isMissing } from "../ledger/is-missing.js";
import type { LedgerEntry } from "../ledger/ledger-entry.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import type { Ledger } from "../ledger/ledger.js";
import { earlierRun } from "../run/earlier-run.js";

/** What a run is compared with. */
export interface Baseline {
  readonly ledger: Ledger;
  readonly run: ComparedRun;
  /** Whether older runs fill in what the run before could not read. */
  readonly isMerged: boolean;
}

/**
 * The run before a run. If that run could not read everything, older runs fill in what is missing: otherwise, what was
 * deleted while a region was denied would never be reported.
 *
 * @param journal - the path of the run's journal.
 * @returns `undefined` if there is no run before it.
 */
export async function baselineOf(journal: string): Promise<Baseline | undefined> {
  const path = await earlierRun(journal);
  if (path === undefined) {
    return undefined;
  }
  const ledger = await ledgerOf(fileJournal(path));
  let run = await runOfJournal(fileJournal(path), ledger);
  let isMerged = false;
  let gaps = ledger.entries.filter(isGap);
  let further: string | undefined = path;
  for (let runs = 1; runs < MOST_RUNS && gaps.length > 0; runs += 1) {
    further = await earlierRun(further);
    if (further === undefined) {
      break;
    }
    const older = await runOfJournal(fileJournal(further));
    const open = gaps.filter((gap) => !fills(older, gap));
    // Only a run that fills something in is merged. The others may have been denied, too.
    if (open.length < gaps.length) {
      run = mergedRuns(older, run);
      isMerged = true;
    }
    gaps = open;
  }
  return { ledger, run, isMerged };
}

/** Whether an entry has no answer, has records that could not be read, or is of an account that is not known. */
function isGap(entry: LedgerEntry): boolean {
  return isMissing(entry) || (entry._tag === "Walk" && (entry.invalid > 0 || entry.accountId === null));
}

function fills({ complete }: ComparedRun, gap: LedgerEntry): boolean {
  const { accountId, region } = gap;
  if (gap._tag === "Walk" && gap.parentArn !== null) {
    return complete.has(gap.operation, gap.parentArn);
  }
  return accountId === null || region === null
    ? complete.places.some((place) => region === null || place.region === region)
    : complete.hasPlace({ accountId, region });
}

/** The most runs that are read: each is a whole journal. */
const MOST_RUNS = 6;
