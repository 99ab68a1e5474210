import { describe, expect, test } from "vitest";
import type { Permit, PermitOptions, PermitOutcome } from "../../src/limit/limiter.js";
import type { Pace } from "../../src/limit/pace.js";
import { PermitDesk } from "../../src/limit/permit-desk.js";
import { type Sent, Traffic } from "../../src/limit/traffic.js";
import { throttling } from "../retry/support/failures.js";
import { JumpyScheduler } from "./support/jumpy-scheduler.js";

/** A pace that lets everything go, and writes down what it hears. */
class HeardPace implements Pace {
  readonly interval = 100;
  isServing = true;
  /** What it is from the next served request on. */
  willServe = true;
  readonly heard: string[] = [];

  dueAt(): number {
    return Number.NEGATIVE_INFINITY;
  }

  issued({ number }: Sent): void {
    this.heard.push(`issued ${number}`);
  }

  served({ number }: Sent): void {
    this.isServing = this.willServe;
    this.heard.push(`served ${number}`);
  }

  refused({ number }: Sent): void {
    this.heard.push(`refused ${number}`);
  }

  excused({ number }: Sent): void {
    this.heard.push(`excused ${number}`);
  }

  dropped({ number }: Sent): void {
    this.heard.push(`dropped ${number}`);
  }
}

interface Desk {
  readonly desk: PermitDesk;
  readonly pace: HeardPace;
  readonly scheduler: JumpyScheduler;
  /** Asks for a permit. @returns how to settle it. */
  readonly ask: (options?: PermitOptions) => (outcome: PermitOutcome) => void;
}

function open(): Desk {
  const scheduler = new JumpyScheduler();
  const pace = new HeardPace();
  const traffic = new Traffic(
    () => scheduler.now(),
    () => 0,
  );
  const desk = new PermitDesk(traffic, pace, scheduler);
  const ask: Desk["ask"] = (options) => {
    const given: Permit[] = [];
    desk.permit(options).subscribe((permit) => given.push(permit));
    expect(given).toHaveLength(1);
    return (outcome) => {
      for (const permit of given) {
        permit.settle(outcome);
      }
    };
  };
  return { desk, pace, scheduler, ask };
}

const refusal = (): PermitOutcome => ({ type: "throttled", error: throttling() });

describe("a permit desk", () => {
  test("reports to its pace what became of each request, once", () => {
    const { pace, ask } = open();
    const outcomes: readonly PermitOutcome[] = [
      { type: "succeeded" },
      refusal(),
      { type: "failed" },
      { type: "cancelled" },
    ];
    for (const outcome of outcomes) {
      const settle = ask();
      settle(outcome);
      settle({ type: "succeeded" });
    }
    expect(pace.heard.filter((word) => !word.startsWith("issued"))).toEqual([
      "served 1",
      "refused 2",
      "dropped 3",
      "dropped 4",
    ]);
  });

  test("takes a throttle that no permit reported for a request after all that were let go", () => {
    const { desk, pace, ask } = open();
    ask();
    ask();
    desk.throttled(throttling());
    expect(pace.heard).toEqual(["issued 1", "issued 2", "refused 3"]);
  });

  test("does not count it again when it was reported", () => {
    const { desk, pace, ask } = open();
    const error = throttling();
    ask()({ type: "throttled", error });
    desk.throttled(new Error("wrapped", { cause: error }));
    expect(pace.heard).toEqual(["issued 1", "refused 1"]);
  });

  test("excuses a request that is refused again while others are served", () => {
    const { pace, scheduler, ask } = open();
    const again = ask({ refusals: 1 });
    const other = ask();
    scheduler.advance(10);
    other({ type: "succeeded" });
    again(refusal());
    expect(pace.heard).toEqual(["issued 1", "issued 2", "served 2", "excused 1"]);
  });

  test.each([
    { before: true, after: true, says: "refused" },
    { before: false, after: false, says: "refused" },
    { before: true, after: false, says: "refused" },
    { before: false, after: true, says: "excused" },
  ])(
    "forgets who was refused when requests begin to be served: $before before, $after after, $says",
    ({ before, after, says }) => {
      const { pace, scheduler, ask } = open();
      pace.isServing = before;
      pace.willServe = after;
      const again = ask({ refusals: 1 });
      const [refused, served] = [ask(), ask()];
      scheduler.advance(10);
      refused(refusal());
      scheduler.advance(10);
      served({ type: "succeeded" });
      scheduler.advance(10);
      again(refusal());
      expect(pace.heard.at(-1)).toBe(`${says} 1`);
    },
  );
});
