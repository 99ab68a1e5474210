import * as fc from "fast-check";
import { FAULTS, type Fault } from "./fault.js";

/** Which request of a walk meets which fault, counted from 0 as they are sent. */
export class FaultSchedule {
  readonly #faults: ReadonlyMap<number, Fault>;

  constructor(faults: Iterable<readonly [request: number, fault: Fault]>) {
    this.#faults = new Map([...faults].toSorted(([a], [b]) => a - b));
  }

  get size(): number {
    return this.#faults.size;
  }

  at(request: number): Fault | undefined {
    return this.#faults.get(request);
  }

  countOf(fault: Fault): number {
    return [...this.#faults.values()].filter((each) => each === fault).length;
  }

  /** The first request that fails, if any. */
  get first(): { readonly request: number; readonly fault: Fault } | undefined {
    const [first] = this.#faults;
    return first === undefined ? undefined : { request: first[0], fault: first[1] };
  }

  [fc.toStringMethod](): string {
    return this.toString();
  }

  toString(): string {
    return this.size === 0
      ? "no faults"
      : [...this.#faults].map(([request, fault]) => `request ${request}: ${fault}`).join(", ");
  }
}

export const NO_FAULTS: FaultSchedule = new FaultSchedule([]);

/** Up to 4 faults, at any of the first requests. */
export function faultSchedules(
  options: { readonly of?: readonly Fault[]; readonly min?: number; readonly max?: number } = {},
): fc.Arbitrary<FaultSchedule> {
  const { of = FAULTS, min = 0, max = 4 } = options;
  return fc
    .uniqueArray(fc.tuple(fc.nat(9), fc.constantFrom(...of)), {
      minLength: min,
      maxLength: max,
      selector: ([request]) => request,
    })
    .map((faults) => new FaultSchedule(faults));
}
