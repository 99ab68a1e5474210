import { retryBudget } from "@rekognition-rx/operators";
import { LimiterWatch } from "../oracle/limiter-watch.js";
import { showPlace, START } from "../oracle/place.js";
import type { Violate, Violation } from "../oracle/promised.js";
import type { WorldRecord } from "../oracle/world-promise.js";
import { WorldWatch } from "../oracle/world-watch.js";
import type { Program } from "../program/program.js";
import { projectName } from "../service/catalogue.js";
import { SimulatedClient } from "../service/simulated-client.js";
import { SimulatedService } from "../service/simulated-service.js";
import type { Library } from "../user/library.js";
import { UserWalk } from "../user/user-walk.js";
import { realTurn } from "../world/intercepted-timers.js";
import type { VirtualWorld } from "../world/virtual-world.js";
import { beginLeg, type LegStart, type Stage } from "./begin-leg.js";
import type { Leg } from "./leg.js";
import { SharedSignals } from "./shared-signals.js";
import { whereToResume } from "./where-to-resume.js";

/** A program under way: takes a step, looks at everything, and carries on until nothing is due. */
export class Run {
  readonly #stage: Stage;
  readonly #watch: WorldWatch;
  #violation: Violation | undefined;

  constructor(program: Program, world: VirtualWorld, library: Library) {
    const violate: Violate = (promise, what) => {
      if (this.#violation === undefined) {
        this.#violation = { promise, what };
        world.narrate(`BROKEN: ${what}`);
      }
    };
    this.#watch = new WorldWatch(violate);
    const service = new SimulatedService(program, world);
    const limiters = program.limiters.map(
      (spec, at) => new LimiterWatch(`limiter ${at} (${spec.kind})`, spec, library, world, violate),
    );
    this.#stage = {
      world,
      service,
      client: new SimulatedClient(program, service, world),
      signals: new SharedSignals(program.signals, world),
      around: { library, limiters, budget: retryBudget({ capacity: program.budget ?? 500 }) },
      legs: [],
      violate,
    };
    for (const [at, spec] of program.walks.entries()) {
      const walk = new UserWalk(spec, at);
      world.after(spec.startAt, `walk ${at + 1} begins`, () => void beginLeg(this.#stage, walk, FROM_THE_START));
    }
  }

  async toTheEnd(): Promise<Violation | undefined> {
    const { world, around, legs } = this.#stage;
    for (;;) {
      await realTurn();
      this.#look();
      if (world.steps > MOST_STEPS) {
        this.#watch.outlasted(MOST_STEPS);
      }
      if (this.#violation !== undefined) {
        return this.#violation;
      }
      try {
        if (!world.step() && !this.#rescue()) {
          break;
        }
      } catch (error) {
        // Whatever is thrown here, a user would have had thrown at it.
        this.#watch.threw(error);
      }
    }
    this.#watch.ended(this.#record([]));
    for (const limiter of around.limiters) {
      limiter.ended(legs.filter(({ watch }) => !watch.isOver).length);
    }
    return this.#violation;
  }

  #look(): void {
    const { world, around, legs } = this.#stage;
    for (const leg of legs) {
      leg.watch.rested(leg.scheduler.pending);
      if (leg.watch.isOver && !leg.isClosed) {
        leg.isClosed = true;
        this.#close(leg);
      }
    }
    for (const limiter of around.limiters) {
      limiter.rested();
    }
    this.#watch.rested(this.#record(world.unhandled.splice(0)));
  }

  /** A walk has ended: was it complete, and does its user carry it on? */
  #close({ walk, watch }: Leg): void {
    const { world, service } = this.#stage;
    if (watch.record.end?.kind === "completed") {
      const held = new Set(service.held(walk.spec.names?.map(projectName)));
      const heldThroughout = (walk.heldAtStart ?? []).filter((item) => held.has(item));
      this.#watch.completed(watch.record, { heldThroughout, wasLiedTo: walk.wasLiedTo });
      return;
    }
    const from = walk.legs >= MOST_LEGS ? undefined : whereToResume(watch.record);
    if (from !== undefined) {
      world.after(
        1,
        `the user carries ${watch.name} on from ${showPlace(from.start)}`,
        () => void beginLeg(this.#stage, walk, from),
      );
    }
  }

  /** Nothing is due any more: whoever waits for an answer that never comes is freed; `false` if there is nobody. */
  #rescue(): boolean {
    const { world, signals } = this.#stage;
    for (const { walk, watch, leave } of this.#stage.legs.filter((leg) => !leg.watch.isOver)) {
      this.#watch.stalled(watch.record);
      if (this.#violation !== undefined) {
        return false;
      }
      const { signal } = walk.spec;
      const own = signals.at(signal);
      const mayAbort = own !== undefined && watch.record.facts.signals.includes(own) && !watch.record.wasAborted;
      if (signal !== undefined && mayAbort) {
        world.narrate(`signal ${signal} is aborted, for ${watch.name} hangs`);
        signals.abort(signal);
        return true;
      }
      if (leave !== undefined) {
        world.narrate(`the user of ${watch.name} leaves, for it hangs`);
        leave();
        return true;
      }
    }
    return false;
  }

  #record(unhandled: readonly unknown[]): WorldRecord {
    return { walks: this.#stage.legs.map(({ watch }) => watch.record), signals: this.#stage.signals.all, unhandled };
  }
}

const FROM_THE_START: LegStart = {
  start: START,
  carried: { done: new Set(), outstanding: new Set(), mayRepeat: false },
};
const MOST_LEGS = 4;
const MOST_STEPS = 5_000;
