import type { Caller } from "../account/caller.js";
import type { Organization } from "../account/organization.js";
import type { PageTokens } from "../account/page-tokens.js";
import type { JsonObject } from "../wire/json-object.js";
import type { AccountRegion } from "../account/account-region.js";
import type { ProjectStore } from "../account/project-store.js";
import type { DenialSeed } from "../seed/denial-seed.js";
import type { Manifests } from "../account/manifests.js";
import type { Quotas } from "../account/quotas.js";
import type { Transitions } from "../time/transitions.js";
import type { Input, Shape } from "../shapes/member.js";
import { readInput } from "../shapes/read-input.js";

/** One operation of the service. */
export interface Operation {
  /** What it does, in a line. */
  readonly summary: string;
  /** Its input, with the constraints of the service model. */
  readonly input: Shape;
  /** When it is refused, by the name of the error; beside what every operation is refused for. */
  readonly errors: Readonly<Record<string, string>>;
  /**
   * Answers a request with the JSON of the operation's output, in UTF-8.
   *
   * @throws ServiceError for what the service would refuse
   */
  readonly answer: (json: JsonObject, context: OperationContext) => Buffer;
}

/** What an operation works on. */
export interface OperationContext {
  readonly here: AccountRegion;
  readonly caller: Caller;
  /** What lists accounts; `undefined` where a seed has none. */
  readonly organization: Organization | undefined;
  readonly denials: readonly DenialSeed[];
  readonly projects: ProjectStore;
  readonly tokens: PageTokens;
  /** The emulator's time, in milliseconds since the epoch. */
  readonly nowMs: number;
  readonly quotas: Readonly<Record<keyof Quotas, number>>;
  /** What stands in for S3. */
  readonly manifests: Manifests;
  /** The projects of another account, in the same region. */
  readonly projectsOf: (accountId: string) => ProjectStore;
  readonly paging: Paging;
  /** Puts off what the service does after an answer, for as long as it takes. */
  readonly later: (transition: keyof Transitions, work: (dueMs: number) => void) => void;
}

/** What a fault makes of pages. */
export interface Paging {
  /** Items at most; none at all for 0, with a token that leads on to them. */
  readonly size?: number | undefined;
}

/** Makes an operation of what it does with an input that keeps to its constraints. */
export function operation<S extends Shape>(definition: {
  readonly summary: string;
  readonly input: S;
  readonly errors?: Readonly<Record<string, string>>;
  /** Bytes and not an object where what makes up the answer is serialised already. */
  readonly answer: (input: Input<S>, context: OperationContext) => JsonObject | Buffer;
}): Operation {
  const { summary, input, errors = {}, answer } = definition;
  return {
    summary,
    input,
    errors,
    answer: (json, context) => {
      const output = answer(readInput(input, json), context);
      return Buffer.isBuffer(output) ? output : Buffer.from(JSON.stringify(output));
    },
  };
}
