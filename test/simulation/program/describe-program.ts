import type {
  ConsumerSpec,
  Layer,
  LimiterSpec,
  Program,
  RestartLayer,
  StopSpec,
  WalkSpec,
  WorkSpec,
} from "./program.js";
import { WEATHERS } from "../weather/weathers.js";

/** A program in words, a line for each thing of which it consists. */
export function describeProgram(program: Program): readonly string[] {
  const { service, latency, limiters, budget, signals, walks } = program;
  const facts = [
    `${service.items} items`,
    service.births.length > 0 ? `created at ${service.births.join(" ms, ")} ms` : "",
    ...service.deaths.map(([item, at]) => `item ${item} deleted at ${at} ms`),
    service.quota === undefined ? "" : `quota ${service.quota.rate} a second, ${service.quota.burst} at once`,
    service.tokenLife === undefined ? "" : `tokens live ${service.tokenLife} ms`,
    service.stableTokens ? "a place has one token" : "a token each time",
    service.trailingPage ? "a full last page has a token" : "",
    service.noToken === "absent" ? "" : `no token is ${service.noToken === "empty" ? '""' : "null"}`,
    latency === 0 ? "answers at once" : `answers within ${latency} ms`,
  ];
  return [
    `service: ${sentence(facts)}`,
    ...limiters.map((limiter, at) => `limiter ${at}: ${describeLimiter(limiter)}`),
    ...(budget === undefined ? [] : [`retry budget: ${budget}`]),
    ...signals.map((at, number) => `signal ${number}: ${at === undefined ? "never aborted" : `aborted at ${at} ms`}`),
    ...WEATHERS.flatMap(({ describe }) => describe?.(program) ?? []),
    ...walks.map((walk, at) => `walk ${at + 1}: ${describeWalk(walk)}`),
  ];
}

function describeWalk(walk: WalkSpec): string {
  const { perRequest, onListing, faults, mischief, names } = walk;
  return sentence([
    `at ${walk.startAt} ms ${walk.operation}`,
    names === undefined ? "" : `of ${names.map((name) => `p${name}`).join(" ")}`,
    `${walk.pageSize} a page`,
    walk.prefetch > 0 ? `prefetch ${walk.prefetch}` : "",
    walk.maxPages === undefined ? "" : `maxPages ${walk.maxPages}`,
    walk.onRepeatedToken === undefined ? "" : `onRepeatedToken "${walk.onRepeatedToken}"`,
    walk.signal === undefined ? "" : `signal ${walk.signal}`,
    walk.sendSignal === undefined ? "" : `signal ${walk.sendSignal} in sendOptions`,
    perRequest === undefined ? "" : `perRequest [${perRequest.map(describeLayer).join(", ")}]`,
    onListing.length === 0 ? "" : `after it [${onListing.map(describeLayer).join(", ")}]`,
    walk.items === "pages" ? "" : `then ${walk.items}`,
    describeConsumer(walk.consumer),
    ...faults.map(([request, fault]) => `request ${request}: ${fault}`),
    mischief === undefined ? "" : `${mischief.kind} at the ${ordinal(mischief.nth)}`,
    walk.resume === "nothing" ? "" : `resumed from its ${walk.resume}`,
  ]);
}

function describeLimiter(limiter: LimiterSpec): string {
  return limiter.kind === "tokenBucket"
    ? `tokenBucket of ${limiter.rate} a second, ${limiter.burst} at once`
    : `adaptiveLimiter, ${limiter.inFlight} in flight at first`;
}

function describeLayer(layer: Layer | RestartLayer): string {
  switch (layer.kind) {
    case "retryThrottled": {
      const { maxAttempts, maxElapsed, budget, jitter, limiter } = layer;
      const elapsed = maxElapsed === undefined ? "" : `, ${maxElapsed} ms`;
      const hears = limiter === undefined ? "" : `, limiter ${limiter}`;
      return `retryThrottled ${maxAttempts} attempts${elapsed}, jitter ${jitter}${budget ? ", budget" : ""}${hears}`;
    }
    case "restartOnExpiredToken":
      return `restartOnExpiredToken ${layer.maxRestarts}`;
    case "rateLimit":
      return `rateLimit ${layer.limiter}`;
    case "paced":
      return `paced by ${layer.limiter}, ${layer.maxAttempts ?? "default"} attempts, jitter ${layer.jitter}${layer.budget ? ", budget" : ""}`;
    case "timeout":
      return `timeout ${layer.ms} ms`;
    case "nothing":
      return "nothing";
  }
}

function describeConsumer(consumer: ConsumerSpec): string {
  switch (consumer.kind) {
    case "subscribe": {
      const take = consumer.take === undefined ? "" : ` take ${consumer.take}`;
      return `subscribe${take}${describeStop(consumer.stop)}`;
    }
    case "toTaskEither":
      return "toTaskEither";
    case "for await":
      return `for await with ${describeWork(consumer.work)}${describeStop(consumer.stop)}`;
    case "iterator":
      return `${consumer.calls} at the iterator with ${describeWork(consumer.work)}${describeStop(consumer.stop)}`;
    case "processPages":
      return `processPages with ${describeWork(consumer.work)}${describeStop(consumer.stop)}`;
  }
}

function describeWork(work: Extract<ConsumerSpec, { readonly kind: "processPages" }>["work"] | WorkSpec): string {
  switch (work.kind) {
    case "sync":
      return "work that is done at once";
    case "microtask":
      return "work of a microtask";
    case "async":
      return `work of ${work.ms} ms`;
    case "observable":
      return `an Observable of ${work.values} values within ${work.ms} ms`;
  }
}

function describeStop(stop: StopSpec | undefined): string {
  switch (stop?.kind) {
    case undefined:
      return "";
    case "at":
      return `, leaving after ${stop.ms} ms`;
    case "within":
      return `, leaving at the ${ordinal(stop.nth)}`;
    case "throws":
      return `, throwing at the ${ordinal(stop.nth)}`;
  }
}

function ordinal(nth: number): string {
  return ["", "1st", "2nd", "3rd"][nth] ?? `${nth}th`;
}

function sentence(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("; ");
}
