import type { Place } from "../oracle/place.js";
import type { Violate } from "../oracle/promised.js";
import type { Carried } from "../oracle/walk-facts.js";
import { WalkWatch } from "../oracle/walk-watch.js";
import type { WalkSpec } from "../program/program.js";
import { projectName } from "../service/catalogue.js";
import type { SimulatedClient } from "../service/simulated-client.js";
import type { SimulatedService } from "../service/simulated-service.js";
import { consume } from "../user/consume.js";
import { listingOf, type Surroundings } from "../user/listing-of.js";
import type { UserWalk } from "../user/user-walk.js";
import { walkUser } from "../user/walk-user.js";
import type { VirtualWorld } from "../world/virtual-world.js";
import type { Leg } from "./leg.js";
import type { SharedSignals } from "./shared-signals.js";

/** Begins a walk, or carries one on. */
export function beginLeg(stage: Stage, walk: UserWalk, { start, carried, resume }: LegStart): Leg {
  const { world, signals, around } = stage;
  const { spec } = walk;
  walk.legs += 1;
  const name = walk.legs === 1 ? `walk ${walk.number + 1}` : `walk ${walk.number + 1}, resumed ${walk.legs - 1}`;
  const shared = signals.at(spec.signal);
  // A signal that ended one walk is of no use to the one that carries it on.
  const own = resume !== undefined && shared?.aborted === true ? undefined : shared;
  const send = signals.at(spec.sendSignal);
  const used = [own, send].filter((signal) => signal !== undefined);
  const facts = { name, spec, start, signals: used, chunks: chunksOf(spec), carried };
  const watch = new WalkWatch(facts, world, stage.violate);
  walk.heldAtStart ??= stage.service.held(spec.names?.map(projectName));
  const scheduler = world.scheduler(name);
  const leg: Leg = { walk, watch, scheduler, leave: undefined, isClosed: false };
  const user = walkUser({
    walk,
    watch,
    send: (command, options) => stage.client.send(leg, command, options?.abortSignal),
    abort: () => {
      if (spec.signal !== undefined && own !== undefined) {
        signals.abort(spec.signal);
      }
    },
    leave: () => leg.leave?.(),
    sleep: (ms, what) => world.sleep(ms, what),
  });
  stage.legs.push(leg);
  const listing = listingOf(facts, user, { own, send }, around, scheduler);
  const resumed =
    resume === undefined ? listing : listing.resumeFrom(resume.token, ...(own === undefined ? [] : [{ signal: own }]));
  const { library } = around;
  leg.leave = consume({ listing: library.listing(resumed), watch, library, world, onValue: user.onValue });
  leaveAtItsTime(leg, world);
  return leg;
}

/** What all walks of a run share. */
export interface Stage {
  readonly world: VirtualWorld;
  readonly service: SimulatedService;
  readonly client: SimulatedClient;
  readonly signals: SharedSignals;
  readonly around: Surroundings;
  readonly legs: Leg[];
  readonly violate: Violate;
}

export interface LegStart {
  readonly start: Place;
  readonly carried: Carried;
  /** The token from which a walk is carried on; `undefined` in it starts at page one. */
  readonly resume?: { readonly token: string | undefined };
}

function leaveAtItsTime(leg: Leg, world: VirtualWorld): void {
  const { walk, watch } = leg;
  const { consumer } = walk.spec;
  if (walk.legs > 1 || consumer.kind === "toTaskEither" || consumer.kind === "for await") {
    return;
  }
  if (consumer.stop?.kind === "at") {
    world.after(consumer.stop.ms, `the user of ${watch.name} leaves`, () => {
      if (!watch.isOver) {
        leg.leave?.();
      }
    });
  }
}

/** `describeProjects$` takes any number of names, and the service ten. */
function chunksOf({ names }: WalkSpec): readonly (readonly string[])[] | undefined {
  if (names === undefined) {
    return undefined;
  }
  const different = [...new Set(names.map(projectName))];
  return Array.from({ length: Math.ceil(different.length / 10) }, (_, at) => different.slice(at * 10, at * 10 + 10));
}
