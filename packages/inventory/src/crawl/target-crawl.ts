import { causesOf, isExpiredToken, type PageRequest } from "@rekognition-rx/core";
import {
  type LimiterRegistry,
  type PacedPerRequest,
  type TraceAttributes,
  traceRequests,
} from "@rekognition-rx/operators";
import { groupBy, lastValueFrom, mergeMap, Subject } from "rxjs";
import type { InventoryRecord } from "../records/inventory-record.js";
import { credentialsSentence } from "../failures/credentials-sentence.js";
import { type FailureContext, failureSentence } from "../failures/failure-sentence.js";
import type { ReachableTarget } from "./target.js";
import type { CrawlPlan } from "./crawl-options.js";
import type { FirstContact } from "./first-contact.js";
import { Meter } from "./meter.js";
import type { OpenWalks } from "./open-walks.js";
import { askingDepth } from "./operations/asking-depth.js";
import type { ReadPage } from "./operations/crawled-operation.js";
import { crawledOperations } from "./operations/operations.js";
import { outcomeOf } from "./outcome-of.js";
import { pacedRequests } from "./paced-requests.js";
import type { Step, StepError, TargetStep, WalkStep } from "./step.js";
import type { WalkProgress } from "./walk-progress.js";

/** What the crawls of all targets share. */
export interface CrawlContext {
  readonly plan: Pick<CrawlPlan, "now" | "retry">;
  /** `undefined` for the limiters that all streams of the process share. */
  readonly limiters: LimiterRegistry | undefined;
  readonly contact: FirstContact;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  /** Lets each walk finish the step that is under way, and begins no other walk. */
  readonly stop?: AbortSignal | undefined;
  /** How many walks of one operation of a target go on at a time. */
  readonly openWalks: OpenWalks | number;
  /** The attributes of the spans of its requests; `undefined`: the requests are not traced. */
  readonly spanAttributes?: TraceAttributes | undefined;
  /** Keeps a step and moves its walk on. Resolves then, with the walks that follow from the step and begin here. */
  readonly commit: (step: Step) => Promise<readonly WalkProgress[]>;
}

/** The walks of a target that a crawl begins with. */
export interface TargetWalks {
  /** The account of the target; `null` until it is known. */
  readonly accountId: string | null;
  unfinished(): readonly WalkProgress[];
}

/** The crawl of one target: its walks, and those that follow from them. Each operation has a queue of its own. */
export class TargetCrawl {
  /** The step with which the target was announced. */
  readonly #step: TargetStep;
  readonly #id: string;
  readonly #target: ReachableTarget;
  readonly #progress: TargetWalks;
  readonly #context: CrawlContext;
  /** The meter of the walk that makes a request. */
  readonly #meters = new WeakMap<PageRequest, Meter>();
  #paced: { readonly account: string; readonly perRequest: PacedPerRequest } | undefined;

  constructor(step: TargetStep, target: ReachableTarget, progress: TargetWalks, context: CrawlContext) {
    this.#step = step;
    this.#id = step.target;
    this.#target = target;
    this.#progress = progress;
    this.#context = context;
  }

  async run(): Promise<void> {
    const { openWalks, stop } = this.#context;
    const walks$ = new Subject<WalkProgress>();
    let open = 0;
    const begin = (walk: WalkProgress): void => {
      open += 1;
      walks$.next(walk);
    };
    const walkOne = async (walk: WalkProgress): Promise<void> => {
      if (stop?.aborted !== true) {
        await this.#walk(walk, begin);
      }
      open -= 1;
      if (open === 0) {
        walks$.complete();
      }
    };
    const done = lastValueFrom(
      walks$.pipe(
        // Each operation has a quota of its own: long walks of one must not delay those of another.
        groupBy(({ operation }) => operation),
        mergeMap((same$) =>
          typeof openWalks === "number" ? same$.pipe(mergeMap(walkOne, openWalks)) : openWalks.each(same$, walkOne),
        ),
      ),
      { defaultValue: undefined },
    );
    for (const walk of this.#progress.unfinished()) {
      begin(walk);
    }
    if (open === 0) {
      walks$.complete();
    }
    await done;
  }

  async #walk(walk: WalkProgress, begin: (walk: WalkProgress) => void): Promise<void> {
    const meter = new Meter(this.#context.plan.now);
    let most = walk.pages;
    let restarts = 0;
    for (let from: Beginning = walk; ;) {
      try {
        for await (const page of this.#pages(walk, from.position, meter)) {
          this.#context.contact.made();
          const children = await this.#context.commit(this.#stepOf(walk, meter, pageAfter(from, page)));
          for (const child of children) {
            begin(child);
          }
          from = walk;
          if (walk.pages > most) {
            most = walk.pages;
            restarts = 0;
          }
          if (this.#context.stop?.aborted === true) {
            return;
          }
        }
        return;
      } catch (error) {
        this.#context.signal.throwIfAborted();
        if (!isExpiredToken(error) || restarts === MOST_RESTARTS) {
          await this.#fail(walk, meter, error);
          return;
        }
        restarts += 1;
        // Until the new generation has a page, the one before counts.
        from = { generation: walk.generation + 1, pages: 0, position: null };
      }
    }
  }

  #pages(walk: WalkProgress, position: string | null, meter: Meter): AsyncIterable<ReadPage> {
    const { plan, signal } = this.#context;
    const { client, metrics } = this.#target;
    return crawledOperations[walk.operation].pages({
      client,
      metrics,
      parentArn: walk.parentArn ?? "",
      from: position ?? undefined,
      label: `${walk.operation} in ${this.#id}`,
      signal,
      now: plan.now,
      perRequest: (page$, request) => {
        this.#meters.set(request, meter);
        return this.#perRequest(meter.counted(page$), request);
      },
    });
  }

  /** Made once for all walks: to check and make it for each request would take longer than to pace the request. */
  get #perRequest(): PacedPerRequest {
    // The account may be known only from the first page on.
    const account = this.#progress.accountId ?? this.#id;
    if (this.#paced?.account !== account) {
      this.#paced = { account, perRequest: this.#pacedAs(account) };
    }
    return this.#paced.perRequest;
  }

  #pacedAs(account: string): PacedPerRequest {
    const { contact, limiters, plan, spanAttributes } = this.#context;
    const onThrottle = (request: PageRequest | undefined): void => {
      if (request !== undefined) {
        this.#meters.get(request)?.throttled();
      }
    };
    const paced = pacedRequests(
      { account, region: this.#target.region },
      { limiters, contact, retry: plan.retry, onThrottle },
    );
    return spanAttributes === undefined ? paced : traceRequests(paced, { spanAttributes, optional: true });
  }

  async #fail(walk: WalkProgress, meter: Meter, error: unknown): Promise<void> {
    const { region, roleName } = this.#target;
    const { commit } = this.#context;
    const { operation } = walk;
    const depth = askingDepth(crawledOperations[operation]);
    const reason = stepError(error, { region, roleName, operation, depth });
    if (walk.parentArn === null && walk.pages === 0 && credentialsSentence(error) !== undefined) {
      await commit({ ...this.#step, outcome: "no-credentials", error: reason, at: meter.now() });
    }
    const outcome = outcomeOf(error, { region, parentArn: walk.parentArn, pages: walk.pages });
    if (outcome === "throttled") {
      meter.throttled();
    }
    await commit(this.#stepOf(walk, meter, { ...walk, records: [], invalid: [], outcome, error: reason }));
  }

  #stepOf(walk: WalkProgress, meter: Meter, what: Committed): WalkStep {
    const accountId = this.#progress.accountId ?? accountIn(what.records);
    const { generation, pages, position, records, invalid, outcome, error = null } = what;
    return {
      _tag: "Walk",
      target: this.#id,
      accountId,
      region: this.#target.region,
      operation: walk.operation,
      parentArn: walk.parentArn,
      generation,
      pages,
      position,
      outcome,
      error,
      ...meter.take(),
      records,
      invalid,
    };
  }
}

/** Where a walk, or a new generation of it, begins. */
type Beginning = Pick<WalkProgress, "generation" | "pages" | "position">;

type Committed = Pick<WalkStep, "generation" | "invalid" | "outcome" | "pages" | "position" | "records"> &
  Partial<Pick<WalkStep, "error">>;

function pageAfter({ generation, pages }: Beginning, page: ReadPage): Committed {
  const { records, invalid, isLast, resumeToken } = page;
  return {
    generation,
    pages: pages + 1,
    position: isLast ? null : resumeToken,
    records,
    invalid,
    outcome: isLast ? "complete" : null,
  };
}

function stepError(error: unknown, context: FailureContext): StepError {
  const last = causesOf(error).findLast((cause) => cause instanceof Error);
  return { name: last?.name ?? "Error", message: failureSentence(error, context) };
}

/** The account of the first ARN. */
function accountIn(records: readonly InventoryRecord[]): string | null {
  const [first] = records;
  return first?._tag === "Project" ? (first.arn.split(":")[4] ?? null) : null;
}

/** How often in a row a walk begins again without reading a page further than before. */
const MOST_RESTARTS = 3;
