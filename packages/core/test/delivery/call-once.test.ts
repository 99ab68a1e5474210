import { EMPTY, from, lastValueFrom, retry, timer, toArray } from "rxjs";
import { describe, expect, test } from "vitest";
import type { CallConfig } from "../../src/request/call-config.js";
import { callOnce } from "../../src/delivery/call-once.js";
import {
  ListThingsCommand,
  never,
  settle,
  type ThingsInput,
  type ThingsPage,
  thingsService,
} from "../support/things.js";
import { watch } from "../support/watch.js";

const failure = new Error("refused");
const answer: ThingsPage = { Things: ["a"] };

const call = (config: CallConfig<ThingsPage, ListThingsCommand>, input: ThingsInput = {}) =>
  callOnce(config, { command: ListThingsCommand, operation: "ListThings", member: "Things" }, input);

describe("a call", () => {
  test("is cold: nothing is sent before a subscription, and each sends one request", async () => {
    const { client, sent } = thingsService(() => answer);
    const call$ = call({ client }, { of: "x" });
    await settle();
    expect(sent).toEqual([]);
    for (const count of [1, 2]) {
      expect(await lastValueFrom(call$.pipe(toArray()))).toEqual([answer]);
      expect(sent).toHaveLength(count);
    }
    expect(sent.map(({ input }) => input)).toEqual([{ of: "x" }, { of: "x" }]);
  });

  test("gives the client's answer itself", async () => {
    const { client } = thingsService(() => answer);
    expect(await lastValueFrom(call({ client }))).toBe(answer);
  });

  test("takes a frozen input, and does not look at it again", async () => {
    const { client, sent } = thingsService(() => answer);
    const input: Record<string, unknown> = { of: "x" };
    const call$ = call({ client }, input);
    input["of"] = "y";
    await lastValueFrom(call$);
    await lastValueFrom(call({ client }, Object.freeze({ of: "z" })));
    expect(sent.map(({ input: { of } }) => of)).toEqual(["x", "z"]);
  });

  test("passes sendOptions on, and the command that withCommand gives, a new one each time", async () => {
    const { client, sent } = thingsService(() => answer);
    const seen = new Set<ListThingsCommand>();
    const withCommand = (command: ListThingsCommand) => {
      seen.add(command);
      return seen.size === 1 ? undefined : new ListThingsCommand({ of: "other" });
    };
    const call$ = call({ client, withCommand, sendOptions: { requestTimeout: 5 } }, { of: "x" });
    await lastValueFrom(call$);
    await lastValueFrom(call$);
    expect(seen.size).toBe(2);
    expect(sent.map(({ input }) => input)).toEqual([{ of: "x" }, { of: "other" }]);
    expect(sent[0]?.options).toMatchObject({ requestTimeout: 5 });
  });

  test("fails with what the client threw, sooner or later, and can be asked again", async () => {
    let failures = 2;
    const { client } = thingsService(() => {
      if (failures-- > 0) {
        throw failure;
      }
      return answer;
    });
    const call$ = call({ client });
    const { seen } = watch(call$);
    await settle();
    expect(seen).toEqual([failure]);
    expect(await lastValueFrom(call$.pipe(retry(1)))).toBe(answer);
    const rejecting = thingsService(() => Promise.reject(failure));
    await expect(lastValueFrom(call({ client: rejecting.client }))).rejects.toBe(failure);
    expect(rejecting.sent[0]?.options?.abortSignal?.aborted).toBe(false);
  });

  test.each([[null], [undefined], ["text"]])("that is answered with %s says so", async (nothing) => {
    const { client } = thingsService(() => nothing as unknown as ThingsPage);
    const { seen } = watch(call({ client }));
    await settle();
    expect(seen).toMatchObject([
      {
        name: "TypeError",
        message: expect.stringContaining(
          `ListThings was answered with ${nothing === "text" ? '"text"' : String(nothing)} and not with an object; ` +
            "check the client's middleware, perRequest, or the test double of the client",
        ) as string,
      },
    ]);
  });

  test("whose command cannot be made is an error of the stream", () => {
    const { client, sent } = thingsService(() => answer);
    const withCommand = (): never => {
      throw failure;
    };
    expect(watch(call({ client, withCommand })).seen).toEqual([failure]);
    expect(sent).toEqual([]);
  });
});

describe("a call that is left", () => {
  test("before its answer, is aborted", () => {
    const { client, sent } = thingsService(never);
    const { seen, subscription } = watch(call({ client }));
    subscription.unsubscribe();
    expect({ seen, aborted: sent[0]?.options?.abortSignal?.aborted }).toEqual({ seen: [], aborted: true });
  });

  test("by withCommand itself, sends nothing", async () => {
    const controller = new AbortController();
    const { client, sent } = thingsService(() => answer);
    const withCommand = (): undefined => controller.abort(failure) as undefined;
    const { seen } = watch(call({ client, withCommand, signal: controller.signal }));
    await settle();
    expect({ seen, sent: sent.length }).toEqual({ seen: [failure], sent: 0 });
  });

  test("after its answer, is not", async () => {
    const { client, sent } = thingsService(() => answer);
    watch(call({ client }));
    await settle();
    expect(sent[0]?.options?.abortSignal?.aborted).toBe(false);
  });

  test.each(["signal", "sendOptions"] as const)(
    "by its %s, ends with the reason, and sends nothing later",
    async (where) => {
      const controller = new AbortController();
      const signals = {
        signal: { signal: controller.signal },
        sendOptions: { sendOptions: { abortSignal: controller.signal } },
      };
      const { client, sent } = thingsService(never);
      const call$ = call({ client, ...signals[where] });
      const first = watch(call$);
      controller.abort(failure);
      const second = watch(call$);
      await settle();
      expect([...first.seen, ...second.seen]).toEqual([failure, failure]);
      expect(sent).toHaveLength(1);
      expect(sent[0]?.options?.abortSignal?.reason).toBe(failure);
    },
  );

  test("leaves no listener on the signal, and many share one", async () => {
    const { signal } = new AbortController();
    const listeners = new Set<unknown>();
    let most = 0;
    const counting = new Proxy(signal, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") {
          return member;
        }
        return (...args: readonly unknown[]): unknown => {
          if (name === "addEventListener") {
            listeners.add(args[1]);
          }
          if (name === "removeEventListener") {
            listeners.delete(args[1]);
          }
          most = Math.max(most, listeners.size);
          return Reflect.apply(member, target, args) as unknown;
        };
      },
    });
    const { client } = thingsService(() => answer);
    const calls = Array.from({ length: 20 }, () => lastValueFrom(call({ client, signal: counting })));
    await Promise.all(calls);
    expect({ most, left: listeners.size }).toEqual({ most: 1, left: 0 });
  });
});

test.each<[object, string]>([
  [{}, "ListThings: config.client must be an SDK client"],
  [{ client: from([]) }, "ListThings: config.client must be an SDK client"],
  [{ client: { send: () => timer(0) }, signal: 5 }, "ListThings: config.signal must be an AbortSignal"],
  [{ client: { send: () => EMPTY }, withCommand: 5 }, "ListThings: config.withCommand must be a function"],
])("a configuration that cannot work is refused at once: %j", (config, message) => {
  const make = () => call(config as CallConfig<ThingsPage, ListThingsCommand>);
  expect(make).toThrow(TypeError);
  expect(make).toThrow(message);
});
