/** How one paginated API writes its pages and its tokens; what a fake service has to know to speak for it. */
export interface Shape {
  /** How the API marks the last page: without a token, or with the token that it was asked with. */
  readonly end: "absent" | "same";
  /** Whether `startingToken` can hold its tokens; where it cannot, a walk is started from its input. */
  readonly tokens: "strings" | "objects";
  page(token: unknown, items: readonly string[], requestId: string): object;
  /** The token of a request, or `undefined`. */
  tokenIn(input: object): unknown;
  withToken(input: object, token: unknown): object;
  /** The input with a page size, unless it has its own. */
  withPageSize(input: object, pageSize: number): object;
  /** The token for a word: equal in structure each time, its members in another order every other turn. */
  encode(word: string, turn: number): unknown;
  decode(token: unknown): string;
}

/** `NextToken` both ways, as nearly every AWS API has it. */
export function nextTokenShape(items: string): Shape {
  return {
    end: "absent",
    tokens: "strings",
    page: (NextToken, content, requestId) => ({ [items]: content, NextToken, $metadata: { requestId } }),
    tokenIn: (input) => member(input, "NextToken"),
    withToken: (input, NextToken) => ({ ...input, NextToken }),
    withPageSize: (input, MaxResults) => ({ MaxResults, ...input }),
    encode: (word) => word,
    decode: String,
  };
}

/** `nextForwardToken`, which comes back unchanged at the end, as CloudWatch Logs has it. */
export const forwardTokenShape: Shape = {
  ...nextTokenShape("events"),
  end: "same",
  page: (nextForwardToken, events, requestId) => ({ events, nextForwardToken, $metadata: { requestId } }),
  tokenIn: (input) => member(input, "nextToken"),
  withToken: (input, nextToken) => ({ ...input, nextToken }),
  withPageSize: (input, limit) => ({ limit, ...input }),
};

/** A key as the token, somewhere inside, as DynamoDB has it. */
export const keyShape: Shape = {
  end: "absent",
  tokens: "objects",
  page: (LastEvaluatedKey, Items, requestId) => ({ Result: { Items, LastEvaluatedKey }, $metadata: { requestId } }),
  tokenIn: (input) => member(member(input, "Query"), "ExclusiveStartKey"),
  withToken: (input, ExclusiveStartKey) => ({
    ...input,
    Query: { ...queryOf(input), ExclusiveStartKey },
  }),
  withPageSize: (input, Limit) => ({ ...input, Query: { Limit, ...queryOf(input) } }),
  encode(word, turn) {
    const bytes = new TextEncoder().encode(word);
    return turn % 2 === 0
      ? { id: { S: word }, parts: [1, { B: bytes }] }
      : { parts: [1, { B: bytes }], id: { S: word }, gone: undefined };
  },
  decode(token) {
    const [, part] = member(token, "parts") as [unknown, unknown];
    const bytes = member(part, "B");
    const word = member(member(token, "id"), "S");
    if (!(bytes instanceof Uint8Array) || new TextDecoder().decode(bytes) !== word) {
      throw new TypeError(`the key was sent in another form than it was answered with: ${JSON.stringify(token)}`);
    }
    return word;
  },
};

function queryOf(input: object): object {
  return member(input, "Query") ?? {};
}

function member(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? (of as Record<string, unknown>)[name] : undefined;
}
