import { concat, finalize, NEVER, Observable, of, range, Subject, take, throwError } from "rxjs";
import { describe, expect, test } from "vitest";
import { type LinkedObserver, subscribeLinked } from "../../src/operate/subscribe-linked.js";
import { invalidParameter } from "../retry/support/failures.js";
import { marbleTest } from "../retry/support/marble-test.js";

/** The smallest operator that is made with it. */
function linked<T>(
  source: Observable<T>,
  observer: (to: { next: (value: T) => void; complete: () => void }) => Partial<LinkedObserver<T>> = () => ({}),
): Observable<T> {
  return new Observable<T>((subscriber) => {
    subscribeLinked(source, subscriber, { next: (value) => subscriber.next(value), ...observer(subscriber) });
  });
}

function watch(source: Observable<unknown>) {
  const seen: unknown[] = [];
  const subscription = source.subscribe({
    next: (value) => seen.push(value),
    error: (error: unknown) => seen.push(error),
    complete: () => seen.push("complete"),
  });
  return { seen, subscription };
}

const broken = new Error("broken callback");
const fail = (): never => {
  throw broken;
};

marbleTest("passes everything on by default, and is subscribed as long as its destination", (t) => {
  for (const [marble, unsubscribe, subscription] of [
    ["-", "---!", "^--!"],
    ["|", "---!", "(^!)"],
    ["-a-|", "-----!", "^--!"],
    ["-a-(bc)-|", "---------!", "^-------!"],
    ["-a-#", "-----!", "^--!"],
    ["-a-a-a-", "----!", "^---!"],
  ] as const) {
    const source = t.cold(marble);
    t.expectObservable(linked(source), unsubscribe).toBe(marble.startsWith("-a-a") ? "-a-a" : marble);
    t.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

describe("closed from inside", () => {
  test("stops a source that answers at once, and has no end, at the value that was enough", () => {
    let made = 0;
    const endless = new Observable<number>((subscriber) => {
      while (!subscriber.closed) {
        subscriber.next(made);
        made += 1;
      }
    });
    expect(watch(linked(endless).pipe(take(3))).seen).toEqual([0, 1, 2, "complete"]);
    expect(made).toBe(3);
  });

  test("tears the source down before its subscribe has returned", () => {
    const events: string[] = [];
    const source = new Observable<number>((subscriber) => {
      subscriber.add(() => events.push("torn down"));
      subscriber.next(1);
      events.push("still subscribing");
    });
    watch(linked(source).pipe(take(1)));
    expect(events).toEqual(["torn down", "still subscribing"]);
  });

  test("through every operator that is made with it", () => {
    expect(watch(linked(linked(linked(range(0, Infinity)))).pipe(take(2))).seen).toEqual([0, 1, "complete"]);
  });
});

describe("a callback that throws", () => {
  test("in next, is an error of the stream, and the source is left", () => {
    let torn = 0;
    const source = concat(of(1, 2, 3), NEVER).pipe(finalize(() => (torn += 1)));
    expect(watch(linked(source, () => ({ next: fail }))).seen).toEqual([broken]);
    expect(torn).toBe(1);
  });

  test("in error or complete, is an error of the stream", () => {
    expect(watch(linked(throwError(invalidParameter), () => ({ error: fail }))).seen).toEqual([broken]);
    expect(watch(linked(of(1), () => ({ complete: fail }))).seen).toEqual([1, broken]);
  });
});

test("tears the source down before it is told of the end, so that the next attempt finds it closed", () => {
  const events: string[] = [];
  const completing = new Subject<never>();
  watch(
    linked(completing.pipe(finalize(() => events.push("torn down"))), () => ({
      complete: () => events.push("complete"),
    })),
  );
  completing.complete();
  const failing = new Subject<never>();
  watch(linked(failing.pipe(finalize(() => events.push("torn down"))), () => ({ error: () => events.push("error") })));
  failing.error(broken);
  expect(events).toEqual(["torn down", "complete", "torn down", "error"]);
});

test("gives back a subscription that leaves the source, and not the destination", () => {
  let torn = 0;
  const { seen, subscription } = watch(
    new Observable<string>((subscriber) => {
      const first = subscribeLinked(NEVER.pipe(finalize(() => (torn += 1))), subscriber, { next: () => undefined });
      first.unsubscribe();
      subscribeLinked(concat(of("second"), NEVER), subscriber, { next: (value) => subscriber.next(value) });
    }),
  );
  expect({ seen, torn, closed: subscription.closed }).toEqual({ seen: ["second"], torn: 1, closed: false });
});
