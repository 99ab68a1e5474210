import * as fc from "fast-check";

/** What befalls a client between its construction and its end. */
export type Happening =
  /** A request; `header` is set by a middleware of the command's own, whose options know themselves if `isCircular`. */
  | { readonly type: "send"; readonly header: string | undefined; readonly isCircular: boolean }
  | { readonly type: "add"; readonly name: string; readonly step: Step; readonly priority: Priority }
  | { readonly type: "add beside"; readonly name: string; readonly relation: Relation; readonly toMiddleware: string }
  | { readonly type: "remove"; readonly name: string }
  | { readonly type: "remove by tag" }
  | { readonly type: "set logger"; readonly logger: LoggerShape }
  /** The stack is wrapped, and each stack that comes of it, as OpenTelemetry does. */
  | { readonly type: "wrap" }
  /** One request is answered by a stub in the place of `send`. */
  | { readonly type: "mock" };

type Step = (typeof STEPS)[number];
type Priority = (typeof PRIORITIES)[number];
type Relation = "before" | "after";
export type LoggerShape = (typeof LOGGERS)[number];

const STEPS = ["initialize", "serialize", "build", "finalizeRequest", "deserialize"] as const;
const PRIORITIES = ["high", "normal", "low"] as const;
/** `first` is the logger that the client was made with. */
const LOGGERS = ["first", "none", "keeping", "without prototype", "of a class NoOpLogger", "without info"] as const;

const name = fc.constantFrom("a", "b", "of command", "retryMiddleware", "loggerMiddleware");

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record<Happening & { type: "send" }>({
      type: fc.constant("send"),
      header: fc.option(fc.constantFrom("A", "B"), { nil: undefined }),
      isCircular: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record<Happening & { type: "add" }>({
      type: fc.constant("add"),
      name,
      step: fc.constantFrom(...STEPS),
      priority: fc.constantFrom(...PRIORITIES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record<Happening & { type: "add beside" }>({
      type: fc.constant("add beside"),
      name,
      relation: fc.constantFrom("before", "after"),
      toMiddleware: fc.constantFrom("a", "serializerMiddleware", "loggerMiddleware", "missing"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record<Happening & { type: "remove" }>({ type: fc.constant("remove"), name }),
  },
  { weight: 1, arbitrary: fc.constant<Happening>({ type: "remove by tag" }) },
  {
    weight: 2,
    arbitrary: fc.record<Happening & { type: "set logger" }>({
      type: fc.constant("set logger"),
      logger: fc.constantFrom(...LOGGERS),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Happening>({ type: "wrap" }, { type: "mock" }) },
);

export const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(happening, { minLength: 1, maxLength: 12 });
