import { causesOf, foreignAnswerOf } from "@rekognition-rx/core";
import { isProxyError } from "../failures/proxy-error.js";
import { isUnreachable } from "../failures/is-unreachable.js";

/**
 * Whether a crawl has reached the service at all.
 *
 * If a service has answered once, it is worth waiting for. If an address refuses or does not exist, and has never
 * answered, it is more likely wrong than out of order: the user must not wait minutes for the error. The same holds,
 * after a longer time, if only error pages of a proxy come.
 */
export class FirstContact {
  readonly #now: () => number;
  #isMade = false;
  #failingSince: number | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Something answered. */
  made(): void {
    this.#isMade = true;
  }

  /**
   * A request has failed. If the service itself answered with an error, that is an answer, too.
   *
   * @returns whether to give up
   */
  failed(error: unknown): boolean {
    const isPage = isErrorPage(error);
    this.#isMade ||= !isPage && causesOf(error).some(isAnswer);
    if (this.#isMade || !(isPage || isUnreachable(error))) {
      return false;
    }
    this.#failingSince ??= this.#now();
    return this.#now() - this.#failingSince >= (isPage ? LONGEST_PAGES : LONGEST);
  }
}

/** Whether it is an error page of a proxy or a load balancer. A throttle in XML is none, and comes with 400. */
function isErrorPage(error: unknown): boolean {
  return (foreignAnswerOf(error)?.status ?? 0) >= 500;
}

function isAnswer(link: unknown): boolean {
  if (isProxyError(link)) {
    return false;
  }
  const metadata = memberOf(link, "$metadata");
  return typeof memberOf(metadata, "httpStatusCode") === "number";
}

function memberOf(value: unknown, member: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[member] : undefined;
}

/** Milliseconds: a network that is just coming up needs some seconds. */
const LONGEST = 10_000;
/** Milliseconds: a server behind a proxy may be just coming up, too. */
const LONGEST_PAGES = 30_000;
