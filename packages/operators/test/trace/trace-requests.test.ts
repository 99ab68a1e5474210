import type { DescribeProjectsCommand, DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { context, metrics, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import {
  AggregationTemporality,
  type DataPoint,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { describeProjects$, listDatasetEntries$, type PageRequest, type PerRequest } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { defer, lastValueFrom, type Observable, of, take, tap, VirtualTimeScheduler } from "rxjs";
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, onTestFinished, test, vi } from "vitest";
import { adaptiveLimiter } from "../../src/limit/adaptive-limiter.js";
import { paced, type PacedPerRequest } from "../../src/pace/paced.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { traceRequests } from "../../src/trace/trace-requests.js";
import { connectionReset, invalidParameter, throttling } from "../retry/support/failures.js";
import { runUntil } from "../support/run-until.js";
import { watch } from "../support/watch.js";
import { type Flaw, naiveTracer } from "./broken/naive-tracer.js";

type Page = DescribeProjectsCommandOutput;

const exporter = new InMemorySpanExporter();
const started: Span[] = [];
const provider = new NodeTracerProvider({
  spanProcessors: [
    {
      onStart: (span) => void started.push(span),
      onEnd: () => undefined,
      forceFlush: () => Promise.resolve(),
      shutdown: () => Promise.resolve(),
    },
    new SimpleSpanProcessor(exporter),
  ],
});

beforeAll(() => {
  provider.register();
});
beforeEach(() => {
  exporter.reset();
  started.length = 0;
});
afterAll(() => {
  trace.disable();
  context.disable();
  metrics.disable();
});

/** In ms: when all is over. */
const LATE = 1e6;

const FAULTS = ["none", "none", "throttled", "reset", "denied"] as const;
type RequestFault = (typeof FAULTS)[number];

interface WalkPlan {
  readonly pages: number;
  /** Of each request, as they are sent. */
  readonly faults: readonly RequestFault[];
  /** Pages that the consumer takes. */
  readonly takes: number;
  /** When the consumer leaves, in ms. */
  readonly leavesAt: number;
}

const plans: fc.Arbitrary<readonly WalkPlan[]> = fc.array(
  fc.record({
    pages: fc.integer({ min: 1, max: 4 }),
    faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 6 }),
    takes: fc.integer({ min: 1, max: 5 }),
    leavesAt: fc.oneof({ weight: 3, arbitrary: fc.constant(LATE) }, fc.nat(5_000)),
  }),
  { minLength: 1, maxLength: 3 },
);

const faultOf = (fault: RequestFault): Error | undefined =>
  fault === "throttled"
    ? throttling()
    : fault === "reset"
      ? connectionReset()
      : fault === "denied"
        ? Object.assign(new Error("no"), { name: "AccessDeniedException" })
        : undefined;

const SECRET = "secret token ";

/** Walks at once, each in a span of its own, and what is wrong with what was traced of them. */
async function traced(
  walks: readonly WalkPlan[],
  tracing: (inner: PerRequest<Page>) => PerRequest<Page>,
): Promise<string[]> {
  exporter.reset();
  started.length = 0;
  const wrong: string[] = [];
  const scheduler = new VirtualTimeScheduler();
  const limiter = adaptiveLimiter({ scheduler, random: () => 0.5 });
  const perRequest = tracing(paced(limiter, { scheduler, random: () => 0.5 }));
  const tracer = trace.getTracer("the program");
  const sent = walks.map((): { readonly span: ReadableSpan | undefined; readonly fault: RequestFault }[] => []);
  const roots = walks.map((plan, at) => {
    const root = tracer.startSpan(`walk ${at}`);
    const send = ({ input }: DescribeProjectsCommand): Promise<Page> => {
      const fault = plan.faults[sent[at]?.length ?? 0] ?? "none";
      sent[at]?.push({ span: trace.getActiveSpan() as ReadableSpan | undefined, fault });
      const index = input.NextToken === undefined ? 0 : Number(input.NextToken.slice(SECRET.length));
      return new Promise((resolve, reject) => {
        scheduler.schedule(() => {
          const error = faultOf(fault);
          if (error === undefined) {
            resolve({
              $metadata: { requestId: `request of ${index}` },
              ProjectDescriptions: [],
              ...(index + 1 < plan.pages && { NextToken: `${SECRET}${index + 1}` }),
            });
          } else {
            reject(error);
          }
        }, 30);
      });
    };
    context.with(trace.setSpan(context.active(), root), () => {
      const pages$ = describeProjects$({ client: { send }, perRequest, label: `walk ${at}` }).pipe(
        tap(() => {
          if (trace.getActiveSpan() !== root) {
            wrong.push(`walk ${at}: its consumer runs in another span`);
          }
        }),
        take(plan.takes),
      );
      const { subscription } = watch(pages$);
      scheduler.schedule(() => subscription.unsubscribe(), plan.leavesAt);
    });
    return root;
  });
  await runUntil(scheduler, LATE);

  for (const root of roots) {
    root.end();
  }
  const ended = exporter.getFinishedSpans();
  if (ended.length !== started.length) {
    wrong.push(`${started.length - ended.length} spans were left open`);
  }
  if (JSON.stringify(ended.map(({ attributes }) => attributes)).includes(SECRET)) {
    wrong.push("a token is recorded");
  }
  for (const [at, plan] of walks.entries()) {
    const root = roots[at];
    const childrenOf = (parent: string | undefined): readonly ReadableSpan[] =>
      ended.filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent);
    const pages = childrenOf(root?.spanContext().spanId);
    const indices = pages.map(({ attributes }) => attributes["rekognition_rx.page.index"]);
    if (indices.some((index, number) => index !== number)) {
      wrong.push(`walk ${at}: its pages are ${indices.join(", ")}`);
    }
    const attempts = pages.flatMap((page) => {
      const inside = childrenOf(page.spanContext().spanId);
      if (page.attributes["rekognition_rx.attempts"] !== inside.length) {
        wrong.push(`walk ${at}: a page records another number of attempts than it has`);
      }
      if (inside.some(({ attributes }, number) => attributes["rekognition_rx.attempt"] !== number + 1)) {
        wrong.push(`walk ${at}: its attempts are out of order`);
      }
      return inside;
    });
    const requests = sent[at] ?? [];
    if (attempts.length !== requests.length) {
      wrong.push(`walk ${at}: ${attempts.length} attempts for ${requests.length} requests`);
    }
    for (const [number, { span, fault }] of requests.entries()) {
      const attempt = attempts[number];
      if (span?.spanContext().spanId !== attempt?.spanContext().spanId) {
        wrong.push(`walk ${at}: request ${number} is sent in another span`);
      }
      const outcome = attempt?.attributes["rekognition_rx.outcome"];
      if (outcome !== OUTCOMES[fault] && outcome !== "left") {
        wrong.push(`walk ${at}: request ${number} was ${fault} and is recorded as ${String(outcome)}`);
      }
      if (outcome === "left" && plan.leavesAt === LATE) {
        wrong.push(`walk ${at}: request ${number} was not left`);
      }
    }
  }
  return [...new Set(wrong)];
}

const OUTCOMES: Readonly<Record<RequestFault, string>> = {
  none: "answered",
  throttled: "throttled",
  reset: "transient",
  denied: "failed",
};

describe("in every schedule of faults, with a limiter that walks share", () => {
  test("each page has its span in the walk's, and each request its span in the page's", async () => {
    await traceRequestsIsLoaded();
    await fc.assert(
      fc.asyncProperty(plans, async (walks) => {
        expect(await traced(walks, (inner) => traceRequests(inner))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test.each<[flaw: Flaw, finds: RegExp]>([
    ["delivers in its span", /consumer runs in another span/],
    ["forgets who left", /left open/],
    ["has its parents from the context", /attempts for|another number of attempts/],
  ])("a tracer that %s is found", async (flaw, finds) => {
    const found: string[] = [];
    const kept = fc.asyncProperty(plans, async (walks) => {
      const wrong = await traced(walks, naiveTracer(flaw, outcomeOf));
      found.push(...wrong);
      return wrong.length === 0;
    });
    const { failed } = await fc.check(kept, { numRuns: 300, endOnFailure: true });
    expect(failed).toBe(true);
    expect(found.join("; ")).toMatch(finds);
  });

  test("a tracer without a flaw is not", async () => {
    const kept = fc.asyncProperty(
      plans,
      async (walks) => (await traced(walks, naiveTracer("none", outcomeOf))).length === 0,
    );
    expect(await fc.check(kept, { numRuns: 50 })).toMatchObject({ failed: false });
  });
});

function outcomeOf(error: unknown): string {
  const { name, code } = error as { readonly name?: string; readonly code?: string };
  return name === "ThrottlingException" ? "throttled" : code === "ECONNRESET" ? "transient" : "failed";
}

/** The first one loads the API. */
async function traceRequestsIsLoaded(): Promise<void> {
  await lastValueFrom(describeProjects$({ client: clientOf([() => pageOf()]), perRequest: traceRequests() }));
  exporter.reset();
  started.length = 0;
}

const pageOf = (members: Partial<Page> = {}): Page => ({ $metadata: {}, ProjectDescriptions: [], ...members });

function clientOf(answers: readonly (() => Page)[]): { send(): Promise<Page> } {
  let request = 0;
  return {
    send: async () => {
      const answer = answers[request] ?? pageOf;
      request += 1;
      return answer();
    },
  };
}

const thrown = (error: unknown) => (): Page => {
  throw error;
};

const recordedSpans = (): readonly Pick<ReadableSpan, "name" | "attributes" | "status">[] =>
  exporter.getFinishedSpans().map(({ name, attributes, status }) => ({ name, attributes, status }));

describe("a span", () => {
  const common = { "rpc.system": "aws-api", "rpc.method": "DescribeProjects" };

  test("says which page and which attempt it is, how long that waited, and how it ended", async () => {
    const client = clientOf([
      () => pageOf({ NextToken: "2", $metadata: { requestId: "first" } }),
      thrown(throttling()),
      () => pageOf(),
    ]);
    const perRequest = traceRequests(retryThrottled<Page>({ random: () => 0 }), { attributes: { account: "1" } });
    await lastValueFrom(describeProjects$({ client, perRequest, label: "mine" }));
    const ok = { code: SpanStatusCode.UNSET };
    const waited = expect.any(Number) as number;
    const page = { account: "1", ...common, "rekognition_rx.label": "mine" };
    const attempt = { account: "1", ...common, "rekognition_rx.wait_ms": waited };
    expect(recordedSpans()).toEqual([
      {
        name: "DescribeProjects attempt",
        status: ok,
        attributes: {
          ...attempt,
          "rekognition_rx.attempt": 1,
          "rekognition_rx.outcome": "answered",
          "aws.request_id": "first",
        },
      },
      {
        name: "DescribeProjects page",
        status: ok,
        attributes: {
          ...page,
          "rekognition_rx.page.index": 0,
          "rekognition_rx.page.has_token": false,
          "rekognition_rx.attempts": 1,
          "rekognition_rx.outcome": "answered",
          "aws.request_id": "first",
        },
      },
      {
        name: "DescribeProjects attempt",
        status: { code: SpanStatusCode.ERROR, message: "Rate exceeded" },
        attributes: {
          ...attempt,
          "rekognition_rx.attempt": 1,
          "rekognition_rx.outcome": "throttled",
          "error.type": "ThrottlingException",
        },
      },
      {
        name: "DescribeProjects attempt",
        status: ok,
        attributes: {
          ...attempt,
          "rekognition_rx.attempt": 2,
          "http.request.resend_count": 1,
          "rekognition_rx.outcome": "answered",
        },
      },
      {
        name: "DescribeProjects page",
        status: ok,
        attributes: {
          ...page,
          "rekognition_rx.page.index": 1,
          "rekognition_rx.page.has_token": true,
          "rekognition_rx.attempts": 2,
          "rekognition_rx.outcome": "answered",
        },
      },
    ]);
  });

  test("has no attribute of what there is not", async () => {
    await lastValueFrom(describeProjects$({ client: clientOf([() => pageOf()]), perRequest: traceRequests() }));
    const [attempt, page] = recordedSpans();
    expect(Object.keys(attempt?.attributes ?? {})).not.toContain("aws.request_id");
    for (const name of ["aws.request_id", "cloud.resource_id", "rekognition_rx.label"]) {
      expect(Object.keys(page?.attributes ?? {})).not.toContain(name);
    }
  });

  test.each<unknown>([
    null,
    undefined,
    5,
    "page",
    {},
    { $metadata: null },
    { $metadata: 5 },
    { $metadata: { requestId: 5 } },
  ])("of an answer without a request id has none, and gives the answer: %j", async (answer) => {
    await traceRequestsIsLoaded();
    const request = { operation: "Odd", index: 0, token: undefined } as unknown as PageRequest;
    const seen = await lastValueFrom(traceRequests<unknown>()(of(answer), request));
    expect(seen).toBe(answer);
    for (const { attributes } of recordedSpans()) {
      expect(attributes).toMatchObject({ "rekognition_rx.outcome": "answered" });
      expect(Object.keys(attributes)).not.toContain("aws.request_id");
    }
  });

  test("has attributes of its user's, of each kind", async () => {
    const attributes = { team: "vision", tier: 2, isTrial: false };
    const perRequest = traceRequests<Page>(undefined, { attributes });
    await lastValueFrom(describeProjects$({ client: clientOf([() => pageOf()]), perRequest }));
    expect(recordedSpans()).toMatchObject([{ attributes }, { attributes }]);
  });

  test("has those of its user's that are for spans alone, and no metric has them", async () => {
    const exported = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter: exported, exportIntervalMillis: 1e6 });
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
    onTestFinished(() => metrics.disable());
    const spanAttributes = { "run.id": "20261130T060000Z-1a2b" };
    const perRequest = traceRequests<Page>(undefined, { attributes: { team: "vision" }, spanAttributes });
    await lastValueFrom(describeProjects$({ client: clientOf([() => pageOf()]), perRequest }));
    expect(recordedSpans()).toMatchObject([{ attributes: spanAttributes }, { attributes: spanAttributes }]);
    await reader.forceFlush();
    const series = exported
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics)
      .flatMap(({ metrics: measured }) => measured)
      .flatMap(({ dataPoints }): readonly { readonly attributes: object }[] => dataPoints);
    expect(series).toHaveLength(3);
    for (const { attributes } of series) {
      expect(attributes).toHaveProperty("team", "vision");
      expect(Object.keys(attributes)).not.toContain("run.id");
    }
  });

  test("says how long its attempt waited, in milliseconds", async () => {
    let time = 10_000;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => time);
    onTestFinished(() => clock.mockRestore());
    const perRequest = traceRequests<Page>((page$) =>
      defer(() => {
        time += 250;
        return page$;
      }),
    );
    await lastValueFrom(describeProjects$({ client: clientOf([() => pageOf()]), perRequest }));
    expect(recordedSpans()[0]?.attributes).toMatchObject({ "rekognition_rx.wait_ms": 250 });
  });

  test("is of this package", async () => {
    await lastValueFrom(describeProjects$({ client: clientOf([() => pageOf()]), perRequest: traceRequests() }));
    expect(exporter.getFinishedSpans().map(({ instrumentationScope }) => instrumentationScope.name)).toEqual([
      "@rekognition-rx/operators",
      "@rekognition-rx/operators",
    ]);
  });

  test("of a walk about something has its ARN", async () => {
    const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
    const client = { send: () => Promise.resolve({ $metadata: {}, DatasetEntries: [] }) };
    await lastValueFrom(listDatasetEntries$({ client, perRequest: traceRequests() }, { DatasetArn }));
    expect(recordedSpans().map(({ name, attributes }) => [name, attributes["cloud.resource_id"]])).toEqual([
      ["ListDatasetEntries attempt", undefined],
      ["ListDatasetEntries page", DatasetArn],
    ]);
  });

  test("of a page that failed names what was first to fail, however it was wrapped", async () => {
    const failing = describeProjects$({
      client: clientOf([thrown(connectionReset()), thrown(throttling()), thrown(invalidParameter())]),
      perRequest: traceRequests(retryThrottled<Page>({ random: () => 0 })),
    });
    await expect(lastValueFrom(failing)).rejects.toThrow(/no such feature/);
    const spent = describeProjects$({
      client: clientOf([thrown(throttling()), thrown(throttling()), thrown(throttling())]),
      perRequest: traceRequests(retryThrottled<Page>({ random: () => 0 })),
    });
    await expect(lastValueFrom(spent)).rejects.toThrow(/throttled 3 times/);
    const pages = recordedSpans().filter(({ name }) => name.endsWith("page"));
    expect(pages.map(({ attributes }) => attributes)).toMatchObject([
      { "error.type": "InvalidParameterException", "rekognition_rx.outcome": "failed", "rekognition_rx.attempts": 3 },
      { "error.type": "ThrottlingException", "rekognition_rx.attempts": 3 },
    ]);
    expect(pages[1]?.status).toMatchObject({ code: SpanStatusCode.ERROR, message: /throttled 3 times/ });
  });

  test("of a page that perRequest gave no answer for has failed, as its walk has", async () => {
    const perRequest = traceRequests<Page>((page$) => page$.pipe(take(0)));
    const failing = describeProjects$({ client: clientOf([() => pageOf()]), perRequest });
    await expect(lastValueFrom(failing)).rejects.toThrow(/without a page/);
    expect(recordedSpans()).toMatchObject([
      {
        name: "DescribeProjects page",
        attributes: { "rekognition_rx.outcome": "failed", "error.type": "_OTHER" },
        status: { code: SpanStatusCode.ERROR, message: "completed without a page" },
      },
    ]);
  });

  test("of what is no error is of another type", async () => {
    const failing = describeProjects$({ client: clientOf([thrown("boom")]), perRequest: traceRequests() });
    await expect(lastValueFrom(failing)).rejects.toThrow("boom");
    expect(recordedSpans()[0]).toMatchObject({ attributes: { "error.type": "_OTHER" }, status: { message: "boom" } });
  });
});

test("counts pages and measures attempts, by the provider that is registered", async () => {
  const exported = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: exported, exportIntervalMillis: 1e6 });
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  let time = 10_000;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => time);
  onTestFinished(() => clock.mockRestore());
  const answers = clientOf([thrown(throttling()), () => pageOf({ NextToken: "2" })]);
  const client = {
    send: () => {
      time += 500;
      return answers.send();
    },
  };
  const waiting: PerRequest<Page> = (page$) =>
    defer(() => {
      time += 250;
      return page$;
    }).pipe(retryThrottled<Page>({ random: () => 0 }));
  await lastValueFrom(
    describeProjects$({ client, perRequest: traceRequests(waiting, { attributes: { account: "1" } }) }),
  );
  await reader.forceFlush();
  const seen = exported.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  const pointsOf = (name: string): readonly unknown[] =>
    seen
      .filter(({ descriptor }) => descriptor.name === name)
      .flatMap(({ dataPoints }): readonly DataPoint<unknown>[] => dataPoints)
      .map(({ attributes, value }) => [
        attributes["rekognition_rx.outcome"] ?? attributes["rpc.method"],
        typeof value === "number" ? value : (value as Histogram).count,
      ]);
  expect(pointsOf("rekognition_rx.pages")).toEqual([["answered", 2]]);
  expect(pointsOf("rekognition_rx.attempt.duration")).toEqual([
    ["throttled", 1],
    ["answered", 2],
  ]);
  expect(pointsOf("rekognition_rx.attempt.wait")).toEqual([["DescribeProjects", 3]]);
  const sumsOf = (name: string): readonly unknown[] =>
    seen
      .filter(({ descriptor }) => descriptor.name === name)
      .flatMap(({ dataPoints }): readonly DataPoint<unknown>[] => dataPoints)
      .map(({ value }) => (value as Histogram).sum);
  // The client takes half a second of the clock for each request, and the retry a quarter.
  expect(sumsOf("rekognition_rx.attempt.duration")).toEqual([0.5, 1]);
  expect(sumsOf("rekognition_rx.attempt.wait")).toEqual([0.75]);
  expect(seen.map(({ descriptor: { name, unit, description } }) => [name, unit, description])).toEqual([
    ["rekognition_rx.pages", "", "Pages that were asked for, by outcome."],
    ["rekognition_rx.attempt.duration", "s", "How long a request took, by outcome."],
    [
      "rekognition_rx.attempt.wait",
      "s",
      "How long a request waited before it was sent: for its permit, or after a failure.",
    ],
  ]);
  expect(exported.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.map(({ scope }) => scope.name))).toEqual([
    "@rekognition-rx/operators",
  ]);
});

test("is refused what cannot work, at once, and infers the page", () => {
  expect(() => traceRequests(JSON.parse("{}") as PerRequest<Page>)).toThrow(
    /^traceRequests: perRequest must be a function such as paced\(adaptiveLimiter\(\)\), not /,
  );
  expect(() => traceRequests(undefined, JSON.parse("null") as object)).toThrow(
    new TypeError("traceRequests: the options must be an object, not null"),
  );
  expect(() => traceRequests(undefined, { attributes: JSON.parse("[]") as Record<string, string> })).toThrow(
    /^traceRequests: attributes: the options must be an object, not /,
  );
  expect(() => traceRequests(undefined, { attributes: { team: {} as string } })).toThrow(
    new TypeError(
      "traceRequests: the attribute team must be a string, a number or a boolean, not an object with no members",
    ),
  );
  const client = clientOf([]);
  const listing = describeProjects$({ client, perRequest: traceRequests(paced(adaptiveLimiter())) });
  expectTypeOf(listing.pipe(take(1))).toEqualTypeOf<Observable<Page>>();
});

test("of what is for the pages of any operation stays so, and of what is for those of one", () => {
  const traced = traceRequests(paced(adaptiveLimiter()));
  expectTypeOf(traced).toEqualTypeOf<PacedPerRequest>();
  expectTypeOf(traceRequests()).toEqualTypeOf<PacedPerRequest>();
  const client = clientOf([]);
  describeProjects$({ client, perRequest: traced });
  listDatasetEntries$({ client: { send: () => Promise.reject(new Error()) }, perRequest: traced }, { DatasetArn: "" });
  const ofProjects = traceRequests((page$: Observable<Page>) => page$.pipe(take(1)));
  expectTypeOf(ofProjects).toEqualTypeOf<PerRequest<Page>>();
});
