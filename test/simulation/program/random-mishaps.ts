import { FAULTS, type ServiceFault } from "../service/service-fault.js";
import type { Random } from "../world/random.js";
import type { Mischief } from "./program.js";

/** A few faults at the first requests, or one after the other until every retry is spent. */
export function randomFaults(random: Random): readonly (readonly [number, ServiceFault])[] {
  const fault = (): ServiceFault => (random.chance(0.3) ? "throttle" : random.pick([...FAULTS]));
  if (random.chance(0.15)) {
    const from = random.int(0, 3);
    const same = random.maybe(0.5, fault);
    return Array.from({ length: random.int(2, 6) }, (_, at) => [from + at, same ?? fault()] as const);
  }
  const many = random.pick([0, 0, 1, 1, 2, 3, 5]);
  const places = new Set(Array.from({ length: many }, () => random.int(0, random.pick([2, 7, 12]))));
  return [...places].map((place) => [place, fault()] as const);
}

/** Something of the user's that goes wrong, or ends the walk from inside. */
export function randomMischief(random: Random): Mischief {
  const kind = random.pick([
    "checkpoint throws",
    "checkpoint aborts",
    "checkpoint stops",
    "withCommand aborts",
    "withCommand throws",
    "next aborts",
  ]);
  return { kind, nth: random.int(1, 4) };
}
