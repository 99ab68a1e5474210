import { Agent, get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

/** An answer whose body nobody has read yet. It is paused: whoever wants it reads it. */
export function httpGet(
  url: string,
  { headers = {}, agent }: { readonly headers?: Readonly<Record<string, string>>; readonly agent?: Agent } = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // A connection each, unless one is to be kept.
    get(url, { headers, agent: agent ?? new Agent({ keepAlive: false }) }, resolve).on("error", reject);
  });
}

/** A whole answer. */
export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export async function answerOf(...request: Parameters<typeof httpGet>): Promise<Answer> {
  const response = await httpGet(...request);
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}
