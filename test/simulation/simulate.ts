import { getEventListeners } from "node:events";
import { OURS } from "./user/library.js";
import type { AnyCommand, Library } from "./user/library.js";
import { retryBudget } from "@rekognition-rx/operators";
import { isListingError, isTooManyPagesError } from "@rekognition-rx/core";
import type { Program, WalkSpec } from "./program/program.js";
import { itemOf, LIST_OF, projectName } from "./service/catalogue.js";
import { abortError, type ServiceFault, symptomOf, type Symptom } from "./service/service-fault.js";
import { ServiceModel } from "./service/service-model.js";
import { consume } from "./user/consume.js";
import { LimiterWatch } from "./user/limiter-watch.js";
import { listingOf, type Surroundings, type WalkUser } from "./user/walk-listing.js";
import { type AnsweredItem, type Carried, WalkWatch } from "./user/walk-watch.js";
import { type Place, showPlace, START } from "./user/place.js";
import { realTurn, setTimerHome } from "./world/intercepted-timers.js";
import { chosenBy } from "./world/random.js";
import { type CountingScheduler, VirtualWorld } from "./world/virtual-world.js";

/** What became of one program. */
export interface Outcome {
  /** The first promise that was broken; `undefined` if all were kept. */
  readonly violation: string | undefined;
  readonly steps: number;
  /** What happened, in words, if it was asked for. */
  readonly story: readonly string[];
}

/**
 * Runs one program in virtual time, and looks after each step whether every promise is kept.
 *
 * A step is one thing that is due (an answer, a timer, a turn, a user's decision) and every promise that settles by it.
 */
export async function simulate(
  program: Program,
  options: { readonly library?: Library; readonly told?: boolean } = {},
): Promise<Outcome> {
  const world = new VirtualWorld(program.seed, options);
  setTimerHome(world);
  const rejected = (error: unknown): void => void world.unhandled.push(error);
  process.on("unhandledRejection", rejected);
  try {
    const run = new Run(program, world, options.library ?? OURS);
    const violation = await run.toTheEnd();
    return { violation, steps: world.steps, story: world.story ?? [] };
  } finally {
    process.off("unhandledRejection", rejected);
    setTimerHome(undefined);
  }
}

const MOST_STEPS = 5_000;

class Run {
  readonly #program: Program;
  readonly #world: VirtualWorld;
  readonly #service: ServiceModel;
  readonly #around: Surroundings;
  readonly #controllers: readonly AbortController[];
  readonly #walks: RunningWalk[] = [];
  #violation: string | undefined;

  constructor(program: Program, world: VirtualWorld, library: Library) {
    this.#program = program;
    this.#world = world;
    this.#service = new ServiceModel(program.service, () => world.now);
    const limiters = program.limiters.map(
      (spec, at) => new LimiterWatch(`limiter ${at} (${spec.kind})`, spec, library, world, this.#violate),
    );
    this.#around = { library, limiters, budget: retryBudget({ capacity: program.budget ?? 500 }) };
    this.#controllers = program.signals.map(() => new AbortController());
    for (const [at, when] of program.signals.entries()) {
      if (when !== undefined) {
        world.after(when, `signal ${at} is aborted`, () => this.#abort(at));
      }
    }
    for (const [at, spec] of program.walks.entries()) {
      const walk = new UserWalk(spec, at);
      world.after(spec.startAt, `walk ${at + 1} begins`, () => this.#begin(walk, START, NOTHING_CARRIED));
    }
  }

  async toTheEnd(): Promise<string | undefined> {
    const world = this.#world;
    for (;;) {
      await realTurn();
      this.#check();
      if (this.#violation !== undefined) {
        return this.#violation;
      }
      if (world.steps > MOST_STEPS) {
        return `no end after ${MOST_STEPS} steps`;
      }
      try {
        if (!world.step() && !this.#rescue()) {
          break;
        }
      } catch (error) {
        // Whatever is thrown here, a user would have had thrown at it.
        this.#violate(`an error is thrown at the user: ${String(error)}`);
      }
    }
    this.#checkEnd();
    return this.#violation;
  }

  readonly #violate = (what: string): void => {
    if (this.#violation === undefined) {
      this.#violation = what;
      this.#world.tell(`BROKEN: ${what}`);
    }
  };

  #abort(at: number): void {
    this.#controllers[at]?.abort(Object.assign(new Error(`signal ${at} was aborted`), { name: "AbortError" }));
  }

  /** Begins a walk, or carries one on. */
  #begin(walk: UserWalk, start: Place, carried: Carried, resumeToken?: { readonly token: string | undefined }): void {
    const { spec } = walk;
    const world = this.#world;
    walk.legs += 1;
    const name = walk.legs === 1 ? `walk ${walk.number + 1}` : `walk ${walk.number + 1}, resumed ${walk.legs - 1}`;
    // A signal that ended one walk is of no use to the one that carries it on.
    const own = this.#signal(spec.signal, resumeToken !== undefined);
    const send = this.#signal(spec.sendSignal, false);
    const watch = new WalkWatch({
      name,
      spec,
      start,
      signals: [own, send].filter((signal) => signal !== undefined),
      chunks: chunksOf(spec),
      carried,
      world,
      violate: this.#violate,
    });
    walk.heldAtStart ??= this.#service.held(spec.names?.map(projectName));
    const scheduler = world.scheduler(name);
    let commands = 0;
    let values = 0;
    const mischief = (kind: NonNullable<WalkSpec["mischief"]>["kind"], nth: number): boolean =>
      spec.mischief?.kind === kind && spec.mischief.nth === nth && walk.legs === 1;
    const abortOwn = (): void => {
      if (spec.signal !== undefined && own !== undefined) {
        this.#abort(spec.signal);
      }
    };
    const running: RunningWalk = { walk, watch, scheduler, carried, leave: undefined };
    const user: WalkUser = {
      send: (command, sendOptions) => this.#send(running, command, sendOptions?.abortSignal),
      checkpoint: (position) => {
        watch.positionTold(position);
        if (mischief("checkpoint throws", watch.positions)) {
          const error = new Error("thrown by checkpoint");
          watch.ownErrors.add(error);
          watch.isLeaving = true;
          throw error;
        }
        if (mischief("checkpoint aborts", watch.positions)) {
          abortOwn();
        }
        if (mischief("checkpoint stops", watch.positions)) {
          running.leave?.();
        }
      },
      withCommand: (command) => {
        commands += 1;
        if (mischief("withCommand aborts", commands)) {
          abortOwn();
        }
        if (mischief("withCommand throws", commands)) {
          const error = new Error("thrown by withCommand");
          watch.throwsInsteadOfSending(error);
          throw error;
        }
        return command;
      },
    };
    this.#walks.push(running);
    const listing = listingOf(watch, user, { own, send }, this.#around, scheduler);
    const resumed =
      resumeToken === undefined
        ? listing
        : listing.resumeFrom(resumeToken.token, ...(own === undefined ? [] : [{ signal: own }]));
    running.leave = consume(this.#around.library.listing(resumed), watch, this.#around.library, world, (nth) => {
      values = nth;
      if (mischief("next aborts", values)) {
        abortOwn();
      }
    });
    const { consumer } = spec;
    if (walk.legs === 1 && consumer.kind !== "toTaskEither" && consumer.kind !== "for await") {
      const { stop } = consumer;
      if (stop?.kind === "at") {
        world.after(stop.ms, `the user of ${name} leaves`, () => {
          if (!watch.isOver) {
            running.leave?.();
          }
        });
      }
    }
  }

  #signal(at: number | undefined, onlyLive: boolean): AbortSignal | undefined {
    const signal = at === undefined ? undefined : this.#controllers[at]?.signal;
    return onlyLive && signal?.aborted === true ? undefined : signal;
  }

  #send(running: RunningWalk, command: AnyCommand, signal: AbortSignal | undefined): Promise<object> {
    const { walk, watch } = running;
    const world = this.#world;
    const { spec } = walk;
    const input = command.input as {
      readonly NextToken?: string;
      readonly MaxResults?: number;
      readonly ProjectNames?: readonly string[];
    };
    const { NextToken: token, MaxResults: size, ProjectNames: names } = input;
    const number = walk.requests;
    walk.requests += 1;
    const fault = spec.faults.find(([at]) => at === number)?.[1];
    watch.sent({ token, names, size, signal, hangs: fault === "hang" });
    if (fault !== undefined && world.story !== undefined) {
      world.tell(`request ${number} of ${watch.name} meets: ${fault}`);
    }
    const symptom = this.#symptom(spec, fault, token, names);
    if (symptom?.thrown === true) {
      watch.failed(symptom);
      throw symptom.error;
    }
    const reply = (): object => {
      if (symptom !== undefined) {
        watch.failed(symptom);
        throw symptom.error;
      }
      return this.#answer(running, fault, { token, names, size });
    };
    const slow = fault === "slow" ? 2_000 : 0;
    const share = chosenBy(this.#program.seed, walk.number, number, 5);
    const latency = slow + Math.floor(share * (this.#program.latency + 1));
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        stop();
        try {
          resolve(reply());
        } catch (error) {
          reject(error);
        }
      };
      const onAbort = (): void => {
        cancel?.();
        watch.aborted();
        reject(abortError());
      };
      const stop = (): void => signal?.removeEventListener("abort", onAbort);
      let cancel: (() => void) | undefined;
      signal?.addEventListener("abort", onAbort);
      if (fault === "hang") {
        return;
      }
      if (latency === 0) {
        settle();
      } else {
        const what = world.story === undefined ? "" : `request ${number} of ${watch.name} is answered`;
        cancel = world.after(latency, what, settle);
      }
    });
  }

  #symptom(
    { operation }: WalkSpec,
    fault: ServiceFault | undefined,
    token: string | undefined,
    names: readonly string[] | undefined,
  ): Symptom | undefined {
    const isExpired = token !== undefined && !this.#service.takes(token, operation, names);
    if (fault === undefined || (fault === "expired token" && token === undefined)) {
      return !this.#service.admits(operation)
        ? symptomOf("throttle")
        : isExpired
          ? symptomOf("expired token")
          : undefined;
    }
    return symptomOf(fault) ?? (isExpired ? symptomOf("expired token") : undefined);
  }

  #answer(
    { walk, watch }: RunningWalk,
    fault: ServiceFault | undefined,
    request: {
      readonly token: string | undefined;
      readonly names: readonly string[] | undefined;
      readonly size: number | undefined;
    },
  ): object {
    const { operation } = walk.spec;
    if (fault === "null page" || fault === "undefined page") {
      watch.answeredNoPage();
      return (fault === "null page" ? null : undefined) as unknown as object;
    }
    walk.answers += 1;
    const id = `page ${walk.number + 1}.${walk.answers}`;
    const $metadata = { httpStatusCode: 200, requestId: id, attempts: 1 };
    if (fault === "empty body") {
      walk.wasLiedTo = true;
      watch.answered({ id, items: [], token: undefined });
      return { $metadata };
    }
    const size = fault === "empty page with a token" ? 0 : fault === "short page" ? 1 : request.size;
    const page = this.#service.page({ operation, names: request.names, token: request.token, size });
    const used = watch.usedTokens;
    let { token } = page;
    if (fault === "repeated token" && request.token !== undefined) {
      ({ token } = request);
    } else if (fault === "cycling token" && used.length > 0) {
      token = used[Math.floor(chosenBy(this.#program.seed, walk.answers, 6) * used.length)];
    } else if (fault === 'token ""' || fault === "token null") {
      token = undefined;
    }
    if (token !== page.token) {
      walk.wasLiedTo = true;
    }
    const twist = {
      unknownEnum: fault === "unknown enum value",
      unknownMember: fault === "unknown member",
      invalid: fault === "invalid item",
    };
    const canBeInvalid = operation === "DescribeProjects" || operation === "ListDatasetEntries";
    const items = page.items.map((item, at): AnsweredItem => ({
      item,
      valid: !(twist.invalid && at === 0 && canBeInvalid),
    }));
    watch.answered({ id, items, token });
    const none = fault === 'token ""' ? "" : fault === "token null" ? null : NO_TOKEN[this.#program.service.noToken];
    const NextToken = token ?? none;
    const content = page.items.map((item, at) => itemOf(operation, item, twist, at === 0));
    return {
      [LIST_OF[operation]]: content,
      ...(NextToken !== undefined && { NextToken }),
      ...(twist.unknownMember && { SomethingNew: { Since: 2027 } }),
      $metadata,
    };
  }

  #check(): void {
    const world = this.#world;
    for (const running of this.#walks) {
      const { watch } = running;
      watch.checkStep(running.scheduler.pending);
      if (watch.isOver && running.over === undefined) {
        running.over = true;
        this.#afterEnd(running);
      }
    }
    for (const limiter of this.#around.limiters) {
      limiter.check();
    }
    for (const error of world.unhandled.splice(0)) {
      if (!this.#walks.some(({ watch }) => watch.ownErrors.has(error))) {
        this.#violate(
          `an error reached nobody: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
      }
    }
    for (const [at, { signal }] of this.#controllers.entries()) {
      const listeners = getEventListeners(signal, "abort").length;
      const users = this.#walks.filter(({ watch }) => !watch.isOver && watch.signals.includes(signal)).length;
      if (listeners > Math.min(users, 1)) {
        this.#violate(`signal ${at} has ${listeners} listeners for ${users} walks`);
      }
    }
  }

  /** A walk has ended: was it complete, and does its user carry it on? */
  #afterEnd(running: RunningWalk): void {
    const { walk, watch, carried } = running;
    const { end } = watch;
    if (end?.kind === "completed") {
      this.#checkComplete(running);
      return;
    }
    if (walk.spec.resume === "nothing" || walk.legs >= MOST_LEGS) {
      return;
    }
    const error = end?.kind === "failed" ? end.error : undefined;
    const isOwn = isListingError(error) && watch.ownErrors.has(error.cause);
    if (watch.sharesPulls && (walk.spec.resume === "position" || isOwn)) {
      return;
    }
    let token: string | undefined;
    let start: Place;
    let done: Iterable<string>;
    if (walk.spec.resume === "error") {
      if (!isListingError(error) && !isTooManyPagesError(error)) {
        return;
      }
      const behind = watch.lastPlace(error);
      token = throughJson(error.resumeToken);
      start = behind;
      done = watch.keysDone(error);
    } else {
      const position = watch.lastPosition;
      if (position === undefined) {
        return;
      }
      ({ resumeToken: token } = JSON.parse(position.json) as { readonly resumeToken: string });
      start = watch.answers[position.pages - 1]?.next ?? START;
      done = watch.keysBehind(position.pages);
    }
    const next: Carried = { done: new Set([...carried.done, ...done]), mayRepeat: watch.mayRepeat };
    this.#world.after(1, `the user carries ${watch.name} on from ${showPlace(start)}`, () =>
      this.#begin(walk, start, next, { token }),
    );
  }

  #checkComplete({ walk, watch, carried }: RunningWalk): void {
    if (walk.wasLiedTo || watch.answers.at(-1)?.ending === "repeated token" || watch.start === "end") {
      return;
    }
    const held = new Set(this.#service.held(walk.spec.names?.map(projectName)));
    for (const item of walk.heldAtStart ?? []) {
      const key = `#${item}`;
      const had = [key, `${key} spoilt`].some((each) => carried.done.has(each) || watch.deliveredKeys.has(each));
      if (held.has(item) && !had) {
        this.#violate(`${watch.name} completes without item ${item}, which was there throughout`);
      }
    }
  }

  /** Nothing will happen any more: whoever waits for an answer that never comes is freed. */
  #rescue(): boolean {
    for (const { walk, watch, leave, rescued } of this.#walks) {
      if (watch.isOver || rescued === true) {
        continue;
      }
      const hangs = watch.inFlight?.hangs === true || (watch.wasAborted && watch.calls !== undefined);
      if (!hangs) {
        this.#violate(`${watch.name} hangs, and the service does not`);
        return false;
      }
      const { signal } = walk.spec;
      const canAbort = signal !== undefined && watch.signals.some((each) => each === this.#controllers[signal]?.signal);
      if (canAbort && signal !== undefined && !watch.wasAborted) {
        this.#world.tell(`signal ${signal} is aborted, for ${watch.name} hangs`);
        this.#abort(signal);
        return true;
      }
      if (leave !== undefined) {
        this.#world.tell(`the user of ${watch.name} leaves, for it hangs`);
        leave();
        return true;
      }
    }
    return false;
  }

  #checkEnd(): void {
    for (const { watch } of this.#walks) {
      const cannotBeFreed = watch.inFlight?.hangs === true && watch.signals.length === 0;
      if (!watch.isOver && !cannotBeFreed && !watch.signals.every(({ aborted }) => !aborted)) {
        this.#violate(`${watch.name} never ends`);
      }
    }
    const live = this.#walks.filter(({ watch }) => !watch.isOver).length;
    for (const limiter of this.#around.limiters) {
      // A pipe with several rate limits holds a permit of each.
      if (limiter.unsettled > live * MOST_LAYERS) {
        this.#violate(`${limiter.name} has ${limiter.unsettled} permits that nobody gave back`);
      }
    }
  }
}

/** One user's walk, with all that carry it on. */
class UserWalk {
  readonly spec: WalkSpec;
  readonly number: number;
  legs = 0;
  requests = 0;
  answers = 0;
  heldAtStart: readonly number[] | undefined;
  wasLiedTo = false;

  constructor(spec: WalkSpec, number: number) {
    this.spec = spec;
    this.number = number;
  }
}

interface RunningWalk {
  readonly walk: UserWalk;
  readonly watch: WalkWatch;
  readonly scheduler: CountingScheduler;
  readonly carried: Carried;
  leave: (() => void) | undefined;
  over?: boolean;
  rescued?: boolean;
}

const NOTHING_CARRIED: Carried = { done: new Set(), mayRepeat: false };
const MOST_LEGS = 4;
const MOST_LAYERS = 3;
const NO_TOKEN = { absent: undefined, empty: "", null: null } as const;

/** Through a file and back, as a user in another process has it. */
function throughJson(token: string | undefined): string | undefined {
  return (JSON.parse(JSON.stringify({ token })) as { readonly token?: string }).token;
}

function chunksOf({ names }: WalkSpec): readonly (readonly string[])[] | undefined {
  if (names === undefined) {
    return undefined;
  }
  const different = [...new Set(names.map(projectName))];
  return Array.from({ length: Math.ceil(different.length / 10) }, (_, at) => different.slice(at * 10, at * 10 + 10));
}
