import type { Fault, FaultRule } from "@rekognition-rx/emulator";
import * as fc from "fast-check";
import type { WalkOutcome } from "../../src/crawl/walk-outcome.js";

/** What befalls the requests of one walk: the faults of its first requests, and then one for good or none. */
export interface WalkWeather {
  readonly first: readonly (Fault | undefined)[];
  readonly lasting: Lasting | undefined;
}

/** What a walk that meets a lasting fault comes to; in pages that it had before, where it had some. */
interface Lasting {
  readonly fault: Fault;
  readonly outcome: WalkOutcome;
  readonly outcomeAfterPages?: WalkOutcome;
}

const PASSING: readonly Fault[] = [
  { type: "throttle" },
  { type: "reset", when: "before" },
  { type: "reset", when: "middle" },
  { type: "error", status: 503, code: "ServiceUnavailable", message: "slow down" },
  { type: "truncate" },
  { type: "html", status: 502 },
  { type: "empty-body" },
  { type: "short-page", size: 1 },
  { type: "empty-page" },
  { type: "expired-token" },
  { type: "unknown-member" },
];

const LASTING: readonly Lasting[] = [
  { fault: { type: "throttle" }, outcome: "throttled" },
  { fault: { type: "exception", name: "AccessDeniedException" }, outcome: "denied" },
  { fault: { type: "exception", name: "ResourceNotFoundException" }, outcome: "gone" },
  { fault: { type: "exception", name: "InvalidParameterException" }, outcome: "failed", outcomeAfterPages: "partial" },
  { fault: { type: "empty-body" }, outcome: "partial" },
  { fault: { type: "expired-credentials" }, outcome: "failed", outcomeAfterPages: "partial" },
];

export const arbitraryWalkWeather: fc.Arbitrary<WalkWeather> = fc.record({
  first: fc.array(fc.option(fc.constantFrom(...PASSING), { nil: undefined }), { maxLength: 3 }),
  lasting: fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...LASTING) },
  ),
});

/** The weather of each walk, drawn as it begins. */
export class Weather {
  readonly rule: FaultRule = ({ operation, input, accountId, region }) => {
    const arn = ["ProjectArn", "DatasetArn", "ResourceArn"].map((name) => input?.[name]).find(isText);
    const parent = arn ?? versionIn(input?.["MetricDataQueries"]);
    const key = `${accountId} ${region} ${operation} ${parent}`;
    const weather = this.of(key);
    const sent = this.#sent.get(key) ?? 0;
    this.#sent.set(key, sent + 1);
    return sent < weather.first.length ? weather.first[sent] : weather.lasting?.fault;
  };
  readonly #draws: readonly WalkWeather[];
  readonly #sent = new Map<string, number>();

  constructor(draws: readonly WalkWeather[]) {
    this.#draws = draws;
  }

  /** The same for a walk whenever it is asked for. */
  of(key: string): WalkWeather {
    let hash = 7;
    // CloudWatch is asked by names, and not by an ARN.
    for (const character of key.replace(VERSION_ARN, "$<project>/$<version>")) {
      hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
    }
    return this.#draws[hash % this.#draws.length] ?? { first: [], lasting: undefined };
  }
}

const VERSION_ARN = /arn:\S+:project\/(?<project>[^/]+)\/version\/(?<version>[^/]+)\/\d+$/;

function versionIn(queries: unknown): string {
  const names = /"ProjectName","Value":"([^"]+)"\},\{"Name":"VersionName","Value":"([^"]+)"/.exec(
    JSON.stringify(queries ?? null),
  );
  return names === null ? "" : `${names[1]}/${names[2]}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
