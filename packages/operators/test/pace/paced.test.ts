import { describeProjects$, isRetriesExhaustedError, type PageClient } from "@rekognition-rx/core";
import type { DescribeProjectsCommand, DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { Observable, of, throwError } from "rxjs";
import { describe, expect, test } from "vitest";
import { adaptiveLimiter } from "../../src/limit/adaptive-limiter.js";
import type { Limiter } from "../../src/limit/limiter.js";
import { paced } from "../../src/pace/paced.js";
import { tokenBucket } from "../../src/limit/token-bucket.js";
import { connectionReset, throttling } from "../retry/support/failures.js";
import { runVirtually, settle } from "../retry/support/run-virtually.js";
import { namesIn, scriptedService, serviceOf } from "../retry/support/scripted-service.js";
import { JumpyScheduler } from "../limit/support/jumpy-scheduler.js";
import { even } from "../limit/support/even.js";

type Client = PageClient<DescribeProjectsCommandOutput, DescribeProjectsCommand>;
const ABC = [["a"], ["b"], ["c"]];
const request = { operation: "DescribeProjects", token: undefined, index: 0 };

function walk(
  client: Client,
  limiter: Limiter,
  scheduler: JumpyScheduler,
  log: (name: string) => void,
  maxAttempts = 9,
) {
  let end: unknown = "still running";
  const subscription = describeProjects$({
    client,
    perRequest: paced(limiter, { maxAttempts, scheduler, random: () => 1 }),
  }).subscribe({
    next: (page) => log(namesIn(page)[0] ?? ""),
    error: (error: unknown) => (end = error),
    complete: () => (end = "complete"),
  });
  return { subscription, end: () => end };
}

describe("paced", () => {
  test("gives every attempt its permit, throttled ones too", async () => {
    const scheduler = new JumpyScheduler();
    const sentAt: number[] = [];
    const { client } = serviceOf(ABC, (number) => {
      sentAt.push(scheduler.now());
      if (number === 1 || number === 2) {
        throw throttling();
      }
      if (number === 4) {
        throw connectionReset();
      }
    });
    const names: string[] = [];
    const { end } = walk(client, tokenBucket({ ratePerSecond: 10, scheduler, random: even }), scheduler, (name) =>
      names.push(name),
    );
    await runVirtually(scheduler);
    expect(end()).toBe("complete");
    expect(names).toEqual(["a", "b", "c"]);
    // The bucket yields at the first throttle; at the second it asks alone, after 250 ms. The transient fault has its
    // back-off of 50 ms.
    expect(sentAt).toEqual([0, 100, 200, 450, 550, 650]);
  });

  test("keeps the back-off of transient faults, and has none for throttles", async () => {
    const scheduler = new JumpyScheduler();
    const attemptsAt: number[] = [];
    const errors = [connectionReset(), throttling(), connectionReset()];
    const page$ = new Observable<string>((subscriber) => {
      attemptsAt.push(scheduler.now());
      const error = errors.shift();
      if (error === undefined) {
        subscriber.next("page");
        subscriber.complete();
      } else {
        subscriber.error(error);
      }
    });
    const limiter: Limiter = { permit: () => of({ settle: () => undefined }), throttled: () => undefined };
    paced(limiter, { scheduler, maxAttempts: 9, random: () => 1 })(page$, request).subscribe();
    scheduler.flush();
    // 50 ms for the first failure, none for the second, 50 * 2^2 for the third.
    expect(attemptsAt).toEqual([0, 50, 50, 250]);
  });

  test("sends a throttled request again before those that have not been sent, after three others", async () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 10, scheduler, random: even });
    const sent: string[] = [];
    const clientOf = (name: string): Client => {
      let calls = 0;
      return scriptedService(() => {
        sent.push(name);
        calls += 1;
        if (name === "a" && calls === 1) {
          throw throttling();
        }
        return { $metadata: {}, ProjectDescriptions: [] };
      }).client;
    };
    for (const name of "abcdefgh") {
      walk(clientOf(name), limiter, scheduler, () => undefined);
    }
    for (let i = 0; i < 14; i += 1) {
      await settle();
      scheduler.advance(110);
    }
    expect(sent.join("")).toBe("abcdaefgh");
  });

  test("is fair: of walks that share a limiter none gets a page before each has had the one before", async () => {
    for (const make of [
      (scheduler: JumpyScheduler) => tokenBucket({ ratePerSecond: 50, burst: 7, scheduler, random: even }),
      (scheduler: JumpyScheduler) => adaptiveLimiter({ scheduler }),
    ]) {
      const scheduler = new JumpyScheduler();
      const limiter = make(scheduler);
      const order: number[] = [];
      for (let number = 0; number < 20; number += 1) {
        const { client } = serviceOf([["0"], ["1"], ["2"], ["3"], ["4"]]);
        walk(client, limiter, scheduler, (name) => order.push(Number(name)));
      }
      await runVirtually(scheduler);
      expect(order).toHaveLength(100);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  test("ends the wait when the walk is unsubscribed from, and sends nothing after", async () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 1, scheduler, random: even });
    const { client, sent } = serviceOf(ABC);
    const { subscription } = walk(client, limiter, scheduler, () => undefined);
    await new Promise(setImmediate);
    expect({ sent: sent.length, pending: scheduler.pending }).toEqual({ sent: 1, pending: 1 });
    subscription.unsubscribe();
    expect(scheduler.pending).toBe(0);
    await runVirtually(scheduler);
    expect(sent).toHaveLength(1);
  });

  test("ends the wait when the walk's signal is aborted, with its reason", async () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 1, scheduler, random: even });
    const { client, sent } = serviceOf(ABC);
    const controller = new AbortController();
    let end: unknown;
    describeProjects$({ client, perRequest: paced(limiter, { scheduler }), signal: controller.signal }).subscribe({
      error: (error: unknown) => (end = error),
    });
    await new Promise(setImmediate);
    const reason = new Error("enough");
    controller.abort(reason);
    expect(end).toBe(reason);
    expect({ sent: sent.length, pending: scheduler.pending }).toEqual({ sent: 1, pending: 0 });
  });

  test("works for pulls as for subscriptions", async () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 10, scheduler, random: even });
    const { client } = serviceOf(ABC);
    const names: string[] = [];
    const running = (async () => {
      for await (const page of describeProjects$({ client, perRequest: paced(limiter, { scheduler }) })) {
        names.push(namesIn(page)[0] ?? "");
      }
    })();
    await runVirtually(scheduler);
    await running;
    expect(names).toEqual(["a", "b", "c"]);
    expect(scheduler.now()).toBe(200);
  });

  test("gives up as retryThrottled does", () => {
    const scheduler = new JumpyScheduler();
    let end: unknown;
    paced(tokenBucket({ ratePerSecond: 10, scheduler, random: even }), { scheduler, maxAttempts: 3 })(
      throwError(throttling),
      request,
    ).subscribe({ error: (error: unknown) => (end = error) });
    scheduler.flush();
    expect(isRetriesExhaustedError(end)).toBe(true);
    expect(end).toMatchObject({ attempts: 3 });
    expect(scheduler.pending).toBe(0);
  });

  test("refuses retry options that cannot work at once", () => {
    expect(() => paced(tokenBucket({ ratePerSecond: 5 }), { maxAttempts: 0 })).toThrow(RangeError);
  });
});
