import type { WalkSpec } from "../program/program.js";

/** One user's walk, with all that carry it on. */
export class UserWalk {
  readonly spec: WalkSpec;
  readonly number: number;
  /** Walks so far: the first, and those that carried it on. */
  legs = 0;
  /** Requests so far, of all legs. */
  requests = 0;
  answers = 0;
  /** The items that the service held when it began. */
  heldAtStart: readonly number[] | undefined;
  /** Whether the service has answered with what is not so. */
  wasLiedTo = false;

  constructor(spec: WalkSpec, number: number) {
    this.spec = spec;
    this.number = number;
  }
}
