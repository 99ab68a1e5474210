import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ListingConfig } from "../../src/request/listing-config.js";
import type { PagedOperation } from "../../src/request/paged-operation.js";
import { planOf } from "../../src/walk/walk-plan.js";
import { ListThingsCommand, pagesOf, type ThingsInput, type ThingsPage, thingsService } from "../support/things.js";

const OPERATION: PagedOperation<ListThingsCommand> = {
  command: ListThingsCommand,
  inputToken: "NextToken",
  outputToken: "NextToken",
  pageSize: "MaxResults",
};

/** What is sent for each of the tokens. */
function sentFor(
  input: ThingsInput,
  tokens: readonly unknown[],
  change: Partial<PagedOperation<ListThingsCommand>> = {},
  config: Partial<ListingConfig<ThingsPage, ListThingsCommand>> = {},
): readonly ThingsInput[] {
  const { client, sent } = pagesOf([]);
  const { plan } = planOf({ client, ...config }, { ...OPERATION, ...change }, [input]);
  for (const token of tokens) {
    void plan.begin().prepare({ chunk: 0, token })({});
  }
  return sent.map((request) => request.input);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

describe("the token", () => {
  test("is written to the request, and to no member of the caller's input", () => {
    const input = deepFreeze({ Filter: { State: "on" }, Names: ["a"] });
    expect(sentFor(input, [undefined, "t", { id: 1 }])).toEqual([
      input,
      { ...input, NextToken: "t" },
      { ...input, NextToken: { id: 1 } },
    ]);
    expect(input).toEqual({ Filter: { State: "on" }, Names: ["a"] });
  });

  test("goes where a dotted path leads, beside what is there already", () => {
    const input = deepFreeze({ Page: { Size: 5, From: { Shard: "s" } }, Filter: "f" });
    expect(sentFor(input, [undefined, "t"], { inputToken: "Page.From.Key" })).toEqual([
      input,
      { Page: { Size: 5, From: { Shard: "s", Key: "t" } }, Filter: "f" },
    ]);
  });

  test("makes what a dotted path needs, where there is nothing, or nothing that could take it", () => {
    expect(sentFor({}, ["t"], { inputToken: "A.B.C" })).toEqual([{ A: { B: { C: "t" } } }]);
    expect(sentFor({ A: null }, ["t"], { inputToken: "A.B" })).toEqual([{ A: { B: "t" } }]);
    expect(sentFor({ A: "text" }, ["t"], { inputToken: "A.B" })).toEqual([{ A: { B: "t" } }]);
  });

  test("of the input is where the walk starts, and is not sent on its own account", () => {
    const { client, sent } = pagesOf([]);
    const input = deepFreeze({ Page: { Token: "t", Size: 5 }, Filter: "f" });
    const operation = { ...OPERATION, inputToken: "Page.Token" };
    const { plan, startingToken } = planOf({ client }, operation, [input]);
    expect(startingToken).toBe("t");
    void plan.begin().prepare({ chunk: 0, token: undefined })({});
    expect(sent[0]?.input).toEqual({ Page: { Size: 5 }, Filter: "f" });
    expect(input.Page.Token).toBe("t");
  });

  test.each<[string | undefined, unknown, unknown]>([
    [undefined, undefined, undefined],
    [undefined, "input's", "input's"],
    [undefined, { id: 1 }, { id: 1 }],
    ["configuration's", undefined, "configuration's"],
    ["configuration's", "input's", "configuration's"],
    // As in the SDK, which takes the first that is neither undefined nor null.
    ["", "input's", ""],
  ])("to start from: startingToken %o wins over the input's %o", (startingToken, NextToken, expected) => {
    const { client } = pagesOf([]);
    expect(planOf({ client, startingToken }, OPERATION, [{ NextToken }]).startingToken).toEqual(expected);
  });

  test.each<[string, ThingsPage, unknown]>([
    ["NextToken", { NextToken: "t" }, "t"],
    ["NextToken", {}, undefined],
    ["Page.Next", { Page: { Next: { id: 1 } } }, { id: 1 }],
    ["Page.Next", { Page: null }, undefined],
    ["Page.Next", { Page: "text" }, undefined],
    ["Page.Next", {}, undefined],
  ])("after a page is found at %s of %o", (outputToken, page, expected) => {
    const { client } = pagesOf([]);
    expect(planOf({ client }, { ...OPERATION, outputToken }, [{}]).plan.tokenAfter(page)).toEqual(expected);
  });
});

describe("the page size", () => {
  test.each<[number | undefined, ThingsInput, ThingsInput]>([
    [undefined, {}, {}],
    [50, {}, { MaxResults: 50 }],
    [50, { MaxResults: 10 }, { MaxResults: 10 }],
    [undefined, { MaxResults: 10 }, { MaxResults: 10 }],
    // As in the SDK: `input.MaxResults ?? config.pageSize`.
    [50, { MaxResults: undefined }, { MaxResults: 50 }],
    [50, { MaxResults: 0 }, { MaxResults: 0 }],
  ])("%o with the input %o sends %o: the input wins", (pageSize, input, expected) => {
    expect(sentFor(deepFreeze(input), [undefined], {}, { pageSize })).toEqual([expected]);
  });

  test("goes where a dotted path leads", () => {
    const change = { pageSize: "Page.Size", inputToken: "Page.Token" };
    const input = deepFreeze({ Page: { Order: "asc" } });
    expect(sentFor(input, [undefined, "t"], change, { pageSize: 50 })).toEqual([
      { Page: { Order: "asc", Size: 50 } },
      { Page: { Order: "asc", Size: 50, Token: "t" } },
    ]);
  });
});

describe("a request", () => {
  test("has the same members on every page but for the token, whatever they are", () => {
    const members = fc.dictionary(
      fc.string().filter((name) => !["NextToken", "__proto__"].includes(name)),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(members, fc.array(fc.string({ minLength: 1 })), (input, tokens) => {
        expect(sentFor(deepFreeze(input), tokens)).toEqual(tokens.map((NextToken) => ({ ...input, NextToken })));
      }),
    );
  });

  test("is made of the input as it was, whatever the caller writes into it later", () => {
    const { client, sent } = pagesOf([]);
    const input: Record<string, unknown> = { Filter: "f" };
    const { plan } = planOf({ client }, OPERATION, [input]);
    input["Filter"] = "g";
    void plan.begin().prepare({ chunk: 0, token: undefined })({});
    expect(sent[0]?.input).toEqual({ Filter: "f" });
  });

  test("is a new command each time: what a middleware writes into one is not in the next", () => {
    const { client, sent } = thingsService((given) => {
      Object.assign(given, { Written: true });
      return {};
    });
    const { plan } = planOf({ client }, OPERATION, [{}]);
    void plan.begin().prepare({ chunk: 0, token: undefined })({});
    const commands: ListThingsCommand[] = [];
    const withCommand = (command: ListThingsCommand): undefined => void commands.push(command);
    const again = planOf({ client, withCommand }, OPERATION, [{}]).plan;
    void again.begin().prepare({ chunk: 0, token: undefined })({});
    void again.begin().prepare({ chunk: 0, token: undefined })({});
    expect(sent).toHaveLength(3);
    expect(commands[0]).not.toBe(commands[1]);
    expect(commands[0]?.input).not.toBe(commands[1]?.input);
  });

  test("is the one of its chunk", () => {
    const { client, sent } = pagesOf([]);
    const { plan } = planOf({ client }, OPERATION, [{ Names: ["a"] }, { Names: ["b"] }]);
    expect(plan.chunks).toBe(2);
    void plan.begin().prepare({ chunk: 1, token: undefined })({});
    void plan.begin().prepare({ chunk: 0, token: "t" })({});
    expect(sent.map(({ input }) => input)).toEqual([{ Names: ["b"] }, { Names: ["a"], NextToken: "t" }]);
  });
});

describe("withCommand", () => {
  test("sees the command that will be sent, and may change it, or give another", () => {
    const { client, sent } = pagesOf([]);
    const seen: ThingsInput[] = [];
    const { plan } = planOf(
      {
        client,
        withCommand: (command) => {
          seen.push(command.input);
          return seen.length === 1 ? undefined : new ListThingsCommand({ ...command.input, Traced: true });
        },
      },
      OPERATION,
      [{ Filter: "f" }],
    );
    void plan.begin().prepare({ chunk: 0, token: undefined })({});
    void plan.begin().prepare({ chunk: 0, token: "t" })({});
    expect(seen).toEqual([{ Filter: "f" }, { Filter: "f", NextToken: "t" }]);
    expect(sent.map(({ input }) => input)).toEqual([{ Filter: "f" }, { Filter: "f", NextToken: "t", Traced: true }]);
  });
});

describe("the plan", () => {
  test("calls the operation as AWS does: by its name, or by its class without Command", () => {
    const { client } = pagesOf([]);
    expect(planOf({ client }, OPERATION, [{}]).plan.operation).toBe("ListThings");
    expect(planOf({ client }, { ...OPERATION, name: "Listing" }, [{}]).plan.operation).toBe("Listing");
  });

  test("has the defaults of the design", () => {
    const { client } = pagesOf([]);
    expect(planOf({ client }, OPERATION, [{}]).plan).toMatchObject({
      label: undefined,
      chunks: 1,
      end: "absent",
      maxPages: Infinity,
      onRepeatedToken: "error",
    });
  });
});
