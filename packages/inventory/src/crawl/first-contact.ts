import { causesOf } from "@rekognition-rx/core";
import { isUnreachable } from "../failures/is-unreachable.js";

/**
 * Whether a crawl has reached the service at all.
 *
 * What has answered once is worth waiting for. An address that refuses, or does not exist, and of which nothing was ever
 * heard is more likely wrong than out of order: its user must not wait for minutes to be told.
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
   * A request has failed. What the service answered is an answer, too.
   *
   * @returns whether to give up
   */
  failed(error: unknown): boolean {
    this.#isMade ||= causesOf(error).some(isAnswer);
    if (this.#isMade || !isUnreachable(error)) {
      return false;
    }
    this.#failingSince ??= this.#now();
    return this.#now() - this.#failingSince >= LONGEST;
  }
}

function isAnswer(link: unknown): boolean {
  const metadata = memberOf(link, "$metadata");
  return typeof memberOf(metadata, "httpStatusCode") === "number";
}

function memberOf(value: unknown, member: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[member] : undefined;
}

/** Milliseconds: a network that is just coming up needs some seconds. */
const LONGEST = 10_000;
