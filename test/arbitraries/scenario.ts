import * as fc from "fast-check";
import { type Answering, answers } from "./answering.js";
import { type FaultSchedule, NO_FAULTS } from "./fault-schedule.js";
import { type PageSequence, type PlannedWalk, pageSequences } from "./page-sequence.js";
import type { Shape } from "./shape.js";
import { MARKED } from "./word.js";

/** What a service has, what goes wrong with it, when it answers, and where the walk begins. */
export class Scenario {
  readonly sequence: PageSequence;
  readonly faults: FaultSchedule;
  readonly answering: Answering;
  /** The page that the walk starts from by its token; `undefined` starts without one. */
  readonly start: number | undefined;

  constructor(fields: {
    readonly sequence: PageSequence;
    readonly faults?: FaultSchedule;
    readonly answering?: Answering;
    readonly start?: number | undefined;
  }) {
    this.sequence = fields.sequence;
    this.faults = fields.faults ?? NO_FAULTS;
    this.answering = fields.answering ?? "at once";
    this.start = fields.start;
  }

  /** The same with other faults. */
  with(faults: FaultSchedule): Scenario {
    const { sequence, answering, start } = this;
    return new Scenario({ sequence, answering, start, faults });
  }

  /** The token to start with, as a word. */
  get startWord(): string | undefined {
    return this.start === undefined ? undefined : this.sequence.pages[this.start]?.askedBy;
  }

  /** The walk as it must be if nothing goes wrong. */
  planned(shape: Shape): PlannedWalk {
    return this.sequence.walkFrom(this.startWord, shape.end);
  }

  [fc.toStringMethod](): string {
    return this.toString();
  }

  toString(): string {
    const parts = [String(this.sequence)];
    if (this.start !== undefined) {
      parts.push(`started at page ${this.start} by its token`);
    }
    if (this.faults.size > 0) {
      parts.push(String(this.faults));
    }
    parts.push(`client answers ${this.answering}`);
    return parts.join("; ");
  }
}

export interface ScenarioOptions {
  /** @defaultValue sequences that end, and sequences that come back to a token */
  readonly sequence?: fc.Arbitrary<PageSequence>;
  /** @defaultValue none */
  readonly faults?: fc.Arbitrary<FaultSchedule>;
  /** @defaultValue all */
  readonly answering?: fc.Arbitrary<Answering>;
  /** Whether some of them start from a token. */
  readonly started?: boolean;
}

export function scenarios(options: ScenarioOptions = {}): fc.Arbitrary<Scenario> {
  return fc
    .record({
      sequence: options.sequence ?? pageSequences({ cycles: true }),
      faults: options.faults ?? fc.constant(NO_FAULTS),
      answering: options.answering ?? answers,
      start: options.started === true ? fc.option(fc.nat(7), { nil: undefined }) : fc.constant(undefined),
    })
    .map(({ start, ...fields }) => {
      const page = start === undefined ? undefined : start % fields.sequence.pages.length;
      const marked = page !== undefined && fields.sequence.pages[page]?.askedBy.startsWith(MARKED) === true;
      return new Scenario({ ...fields, start: marked ? undefined : page });
    });
}
