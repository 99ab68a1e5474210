import { PassThrough, Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  endHangingRequests,
  type SdkRequestHandler,
  type TimeOutOptions,
} from "../../src/client/end-hanging-requests.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A handler like the SDK's, that answers with a body after some ms. */
function handlerOf(body: unknown, latency = 0) {
  const settings: Record<string, unknown> = {};
  const passed: unknown[] = [];
  const handler: SdkRequestHandler = {
    handle: async (_, options) => {
      passed.push(options);
      await new Promise((resolve) => setTimeout(resolve, latency));
      return { response: { body } };
    },
    httpHandlerConfigs: () => settings,
    updateHttpClientConfig: (key, value) => void (settings[key] = value),
  };
  return { handler, settings, passed };
}

/** What became of a body after its request was handled, and some ms had passed. */
async function outcomeOf(
  body: PassThrough,
  {
    given,
    options,
    latency = 0,
    passing,
  }: {
    readonly given?: TimeOutOptions;
    readonly options?: TimeOutOptions;
    readonly latency?: number;
    readonly passing: number;
  },
): Promise<unknown> {
  const failed = vi.fn<(error: unknown) => void>();
  body.on("error", failed);
  const { handler } = handlerOf(body, latency);
  endHangingRequests(handler, given);
  const handled = handler.handle({}, options);
  await vi.advanceTimersByTimeAsync(latency);
  expect(await handled).toEqual({ response: { body } });
  await vi.advanceTimersByTimeAsync(passing);
  return failed.mock.calls[0]?.[0];
}

describe("the settings of the handler", () => {
  test("are 60 000 ms, and an error, unless it is said otherwise", () => {
    const { handler, settings } = handlerOf(undefined);
    endHangingRequests(handler);
    expect(settings).toEqual({ requestTimeout: 60_000, throwOnRequestTimeout: true });
  });

  test.each<TimeOutOptions>([
    { requestTimeout: 5, throwOnRequestTimeout: false },
    { requestTimeout: 0, throwOnRequestTimeout: true },
  ])("are what the user said: %j", (given) => {
    const { handler, settings } = handlerOf(undefined);
    endHangingRequests(handler, given);
    expect(settings).toEqual(given);
  });

  test("are no longer than a timer can wait", async () => {
    const { handler, settings, passed } = handlerOf(undefined);
    endHangingRequests(handler, { requestTimeout: Infinity });
    const handled = handler.handle({}, { requestTimeout: 1e12 });
    await vi.runOnlyPendingTimersAsync();
    await handled;
    expect(settings["requestTimeout"]).toBe(2 ** 31 - 1);
    expect(passed).toEqual([{ requestTimeout: 2 ** 31 - 1 }]);
  });
});

test.each([Number.NaN, -1, "5" as unknown as number])(
  "a time-out that cannot work is refused: %s",
  async (requestTimeout) => {
    const { handler } = handlerOf(undefined);
    expect(() => endHangingRequests(handler, { requestTimeout })).toThrow(
      /^requestTimeout must be milliseconds, 0 or more \(0: no limit\), not /,
    );
    endHangingRequests(handler);
    await expect(handler.handle({}, { requestTimeout })).rejects.toThrow(/^requestTimeout must be milliseconds/);
  },
);

describe("an answer that has begun", () => {
  test("is ended by the time-out, which counts from when the request was sent", async () => {
    const given = { requestTimeout: 100 };
    expect(await outcomeOf(new PassThrough(), { given, latency: 60, passing: 39 })).toBeUndefined();
    expect(await outcomeOf(new PassThrough(), { given, latency: 60, passing: 40 })).toMatchObject({
      name: "TimeoutError",
      code: "ETIMEDOUT",
      message: "the answer did not come to its end within the requestTimeout of 100 ms",
    });
  });

  test("is ended by the time-out of its own send, if it has one", async () => {
    const given = { requestTimeout: 100 };
    expect(await outcomeOf(new PassThrough(), { given, options: { requestTimeout: 7 }, passing: 7 })).toBeDefined();
    expect(
      await outcomeOf(new PassThrough(), { given, options: { requestTimeout: 700 }, passing: 699 }),
    ).toBeUndefined();
  });

  test.each<readonly [string, TimeOutOptions, TimeOutOptions | undefined]>([
    ["the time-out is 0", { requestTimeout: 0 }, undefined],
    ["the time-out of the send is 0", { requestTimeout: 5 }, { requestTimeout: 0 }],
    ["a time-out is only to be warned of", { requestTimeout: 5, throwOnRequestTimeout: false }, undefined],
  ])("is not ended where %s", async (_, given, options) => {
    expect(await outcomeOf(new PassThrough(), { given, ...(options && { options }), passing: 1e9 })).toBeUndefined();
  });

  test("is left alone when it is there", async () => {
    const body = Readable.from(["{}"]);
    const { handler } = handlerOf(body);
    endHangingRequests(handler);
    const handled = handler.handle({});
    await vi.advanceTimersByTimeAsync(0);
    await handled;
    for await (const _ of body) {
      continue;
    }
    // Timers cannot be counted: other files of this process may have some.
    const destroyed = vi.fn<(error?: Error) => Readable>();
    body.destroy = destroyed;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(destroyed).not.toHaveBeenCalled();
  });

  test("does not keep the process when it was given up before", async () => {
    const body = new PassThrough().destroy();
    await vi.advanceTimersByTimeAsync(0);
    // By hand, and not by a spy: `vi.restoreAllMocks` of any file in this worker would bring the fake timer back.
    const fake = globalThis.setTimeout;
    const timers: NodeJS.Timeout[] = [];
    globalThis.setTimeout = ((...args: Parameters<typeof fake>) => {
      const timer = fake(...args);
      timers.push(timer);
      return timer;
    }) as typeof fake;
    try {
      expect(await outcomeOf(body, { passing: 0 })).toBeUndefined();
    } finally {
      globalThis.setTimeout = fake;
    }
    expect(timers.at(-1)?.hasRef()).toBe(false);
  });

  test.each([undefined, null, "{}", new Uint8Array(), { destroy: () => undefined }])(
    "is left alone where its body is no stream of Node's: %s",
    async (body) => {
      const { handler } = handlerOf(body);
      endHangingRequests(handler);
      const handled = handler.handle({});
      await vi.advanceTimersByTimeAsync(0);
      expect(await handled).toEqual({ response: { body } });
    },
  );
});
