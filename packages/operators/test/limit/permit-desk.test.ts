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
  readonly heard: string[] = [];

  dueAt(): number {
    return Number.NEGATIVE_INFINITY;
  }

  issued({ number }: Sent): void {
    this.heard.push(`issued ${number}`);
  }

  served({ number }: Sent): void {
    this.heard.push(`served ${number}`);
  }

  refused({ number }: Sent): void {
    this.heard.push(`refused ${number}`);
  }

  excused({ number }: Sent): void {
    this.heard.push(`excused ${number}`);
  }

  remember(): () => void {
    this.heard.push("remembered");
    return () => this.heard.push("taken back");
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
      "remembered",
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
    expect(pace.heard).toEqual(["issued 1", "issued 2", "remembered", "refused 3"]);
  });

  test("does not count it again when it was reported", () => {
    const { desk, pace, ask } = open();
    const error = throttling();
    ask()({ type: "throttled", error });
    desk.throttled(new Error("wrapped", { cause: error }));
    expect(pace.heard).toEqual(["issued 1", "remembered", "refused 1"]);
  });

  test("excuses a request that is refused again while others are served, and takes the pace back", () => {
    const { pace, scheduler, ask } = open();
    const request = {};
    ask({ request })(refusal());
    expect(pace.heard).toEqual(["issued 1", "remembered", "refused 1"]);
    scheduler.advance(10);
    const again = ask({ refusals: 1, request });
    serveThree(ask);
    again(refusal());
    expect(pace.heard.slice(3).filter((word) => !word.startsWith("issued"))).toEqual([
      "served 3",
      "served 4",
      "served 5",
      "excused 2",
      "taken back",
    ]);
  });

  test("does not take the pace back where the request was served in between", () => {
    const { pace, ask } = open();
    const request = {};
    ask({ request })(refusal());
    ask({ refusals: 1, request })({ type: "succeeded" });
    const again = ask({ refusals: 1, request });
    serveThree(ask);
    again(refusal());
    expect(pace.heard.at(-1)).toBe("excused 3");
  });

  test("excuses none while everything is refused", () => {
    const { pace, ask } = open();
    const again = ask({ refusals: 1, request: {} });
    serveThree(ask);
    pace.isServing = false;
    again(refusal());
    expect(pace.heard.at(-1)).toBe("refused 1");
  });

  test("lets a request that is at fault rest, and join the tail", () => {
    const { desk, ask, scheduler } = open();
    const request = {};
    const again = ask({ refusals: 1, request });
    serveThree(ask);
    again(refusal());
    const served: string[] = [];
    desk.permit({ first: true, refusals: 2, request }).subscribe(() => served.push("at fault"));
    desk.permit({ first: true, refusals: 2, request: {} }).subscribe(() => served.push("another"));
    scheduler.advance(999);
    expect(served).toEqual(["another"]);
    scheduler.advance(1);
    expect(served).toEqual(["another", "at fault"]);
  });

  test("takes a request without a name for one at fault from its third refusal on", () => {
    const { desk, scheduler } = open();
    const served: string[] = [];
    desk.permit({ refusals: 7, request: {} }).subscribe(() => served.push("named"));
    desk.permit({ refusals: 3 }).subscribe(() => served.push("third"));
    desk.permit({ refusals: 2 }).subscribe(() => served.push("second"));
    expect(served).toEqual(["second"]);
    scheduler.advance(999);
    expect(served).toEqual(["second"]);
    scheduler.advance(1);
    expect(served).toEqual(["second", "third"]);
  });
});

/** Three requests are sent and served. */
function serveThree(ask: Desk["ask"]): void {
  for (let i = 0; i < 3; i += 1) {
    ask()({ type: "succeeded" });
  }
}
