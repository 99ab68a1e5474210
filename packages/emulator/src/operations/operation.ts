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
  /** When it is refused, by the name of the error. The errors that every operation has are not listed. */
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
  /** The organization whose accounts `ListAccounts` lists; `undefined` if a seed has none. */
  readonly organization: Organization | undefined;
  readonly denials: readonly DenialSeed[];
  readonly projects: ProjectStore;
  readonly tokens: PageTokens;
  /** The emulator's time, in milliseconds since the epoch. */
  readonly nowMs: number;
  readonly quotas: Readonly<Record<keyof Quotas, number>>;
  /** The manifests, in place of S3. */
  readonly manifests: Manifests;
  /** The projects of another account, in the same region. */
  readonly projectsOf: (accountId: string) => ProjectStore;
  readonly paging: Paging;
  /** Does work after the answer, once the time of the transition has passed. */
  readonly later: (transition: keyof Transitions, work: (dueMs: number) => void) => void;
}

/** How a fault changes a page. */
export interface Paging {
  /** The most items of the page. With 0, the page is empty, and its token leads to the items. */
  readonly size?: number | undefined;
}

/** Makes an operation. `answer` is only given inputs that keep to their constraints. */
export function operation<S extends Shape>(definition: {
  readonly summary: string;
  readonly input: S;
  readonly errors?: Readonly<Record<string, string>>;
  /** It gives bytes instead of an object if the parts of the answer are serialised already. */
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
