import type { PageClient, SendOptions } from "../../src/request/listing-config.js";

/** A request of a service that does not exist: whatever members a test wants. */
export interface ThingsInput {
  readonly NextToken?: unknown;
  readonly MaxResults?: number | undefined;
  readonly [member: string]: unknown;
}

/** An answer of it. */
export interface ThingsPage {
  readonly Things?: readonly string[];
  readonly NextToken?: unknown;
  readonly [member: string]: unknown;
}

/** Its one command, made as the SDK's are. */
export class ListThingsCommand {
  readonly input: ThingsInput;

  constructor(input: ThingsInput) {
    this.input = input;
  }
}

/** A client that answers as a script says, and the requests that it was sent. */
export interface ThingsService {
  readonly client: PageClient<ThingsPage, ListThingsCommand>;
  readonly sent: readonly SentThings[];
}

/** One request, as the client was given it. */
interface SentThings {
  readonly input: ThingsInput;
  readonly options: SendOptions | undefined;
}

/**
 * Stands in for the service.
 *
 * @param answer - what request `number` (from 0) is answered with; what it throws is thrown by `send`.
 */
export function thingsService(
  answer: (input: ThingsInput, number: number) => ThingsPage | Promise<ThingsPage>,
): ThingsService {
  const sent: SentThings[] = [];
  const client: ThingsService["client"] = {
    send: (command, options) => {
      sent.push({ input: command.input, options });
      return Promise.resolve(answer(command.input, sent.length - 1));
    },
  };
  return { client, sent };
}

/** A service of these pages, whose tokens are `"1"`, `"2"` and so on. */
export function pagesOf(pages: readonly (readonly string[])[]): ThingsService {
  return thingsService(({ NextToken }) => {
    const index = Number(NextToken ?? 0);
    return { Things: pages[index] ?? [], ...(index + 1 < pages.length ? { NextToken: String(index + 1) } : {}) };
  });
}

/** An answer that never comes. */
export function never(): Promise<ThingsPage> {
  return new Promise(() => undefined);
}

/** Lets every promise settle that does not wait for a timer, and what is prefetched reach its socket. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
