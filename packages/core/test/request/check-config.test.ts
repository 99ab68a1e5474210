import { describe, expect, test } from "vitest";
import { checkConfig } from "../../src/request/check-config.js";
import type { ListingConfig } from "../../src/request/listing-config.js";
import type { PagedOperation } from "../../src/request/paged-operation.js";
import { ListThingsCommand, pagesOf, type ThingsPage } from "../support/things.js";

type Config = ListingConfig<ThingsPage, ListThingsCommand>;

const { client } = pagesOf([]);
const operation: PagedOperation<ListThingsCommand> = {
  command: ListThingsCommand,
  inputToken: "NextToken",
  outputToken: "NextToken",
  pageSize: "MaxResults",
  maxPageSize: 100,
  name: "ListThings",
};

/** Checks what JavaScript, or a file, might pass. */
const check = (config: unknown, change: object = {}) => checkConfig(config as Config, { ...operation, ...change });

describe("a configuration that cannot work names its member, its value and what it may be", () => {
  const CLIENT = "config.client must be an SDK client, or anything with a send(command, options), not";

  test.each<[unknown, string]>([
    [undefined, `${CLIENT} undefined`],
    [null, `${CLIENT} undefined`],
    [{}, `${CLIENT} undefined`],
    [{ client: null }, `${CLIENT} null`],
    [{ client: {} }, `${CLIENT} an object with no members`],
    [{ client: { sent: 1, config: 2 } }, `${CLIENT} an object with sent, config`],
    [{ client, perRequest: 1 }, "config.perRequest must be a function, not 1"],
    [{ client, checkpoint: "log" }, 'config.checkpoint must be a function, not "log"'],
    [{ client, withCommand: {} }, "config.withCommand must be a function, not an object with no members"],
    [{ client, sendOptions: 5 }, "config.sendOptions must be an object of send options, not 5"],
    [{ client, sendOptions: null }, "config.sendOptions must be an object of send options, not null"],
    [{ client, signal: new AbortController() }, "config.signal must be an AbortSignal, not an object with no members"],
    [{ client, signal: () => undefined }, "config.signal must be an AbortSignal, not a function"],
    [{ client, onRepeatedToken: "stopp" }, 'config.onRepeatedToken must be "error" or "stop", not "stopp"'],
    [{ client, onRepeatedToken: true }, 'config.onRepeatedToken must be "error" or "stop", not true'],
  ])("%o: a TypeError", (config, message) => {
    expect(() => check(config)).toThrow(new TypeError(`ListThings: ${message}`));
  });

  test.each<[object, string]>([
    [{ pageSize: 0 }, "config.pageSize must be a whole number, from 1 to 100, not 0"],
    [{ pageSize: 101 }, "config.pageSize must be a whole number, from 1 to 100, not 101"],
    [{ pageSize: 1.5 }, "config.pageSize must be a whole number, from 1 to 100, not 1.5"],
    [{ pageSize: "50" }, 'config.pageSize must be a whole number, from 1 to 100, not "50"'],
    [{ pageSize: Number.NaN }, "config.pageSize must be a whole number, from 1 to 100, not NaN"],
    [{ prefetch: -1 }, "config.prefetch must be a whole number, 0 or more, not -1"],
    [{ prefetch: 0.5 }, "config.prefetch must be a whole number, 0 or more, not 0.5"],
    [{ prefetch: Infinity }, "config.prefetch must be a whole number, 0 or more, not Infinity"],
    [{ prefetch: null }, "config.prefetch must be a whole number, 0 or more, not null"],
    [{ maxPages: 0 }, "config.maxPages must be a whole number, 1 or more, not 0"],
    [{ maxPages: 2.5 }, "config.maxPages must be a whole number, 1 or more, not 2.5"],
    [{ maxPages: -Infinity }, "config.maxPages must be a whole number, 1 or more, not -Infinity"],
  ])("%o: a RangeError", (members, message) => {
    expect(() => check({ client, ...members })).toThrow(new RangeError(`ListThings: ${message}`));
  });

  test("pageSize has no upper bound where the operation names none", () => {
    expect(() => check({ client, pageSize: 10_000 }, { maxPageSize: undefined })).not.toThrow();
    expect(() => check({ client, pageSize: 0 }, { maxPageSize: undefined })).toThrow(
      new RangeError("ListThings: config.pageSize must be a whole number, 1 or more, not 0"),
    );
  });
});

describe("an operation that cannot work", () => {
  test.each<[object, string]>([
    [
      { command: undefined },
      "the operation must be a command class or { command, inputToken, outputToken }, " +
        "not an object with command, inputToken, outputToken, pageSize, maxPageSize, ...",
    ],
    [{ inputToken: undefined }, "operation.inputToken must be a member's name or a dotted path, not undefined"],
    [{ inputToken: "" }, 'operation.inputToken must be a member\'s name or a dotted path, not ""'],
    [{ inputToken: "a..b" }, 'operation.inputToken must be a member\'s name or a dotted path, not "a..b"'],
    [{ outputToken: ".a" }, 'operation.outputToken must be a member\'s name or a dotted path, not ".a"'],
    [{ outputToken: 5 }, "operation.outputToken must be a member's name or a dotted path, not 5"],
    [{ end: "Same" }, 'operation.end must be "absent" or "same", not "Same"'],
  ])("is a TypeError that says why: %o", (change, message) => {
    expect(() => check({ client }, change)).toThrow(new TypeError(`ListThings: ${message}`));
  });

  test("is a TypeError where it is none at all", () => {
    expect(() => checkConfig({ client }, undefined as unknown as typeof operation)).toThrow(
      new TypeError(
        "paginate$: the operation must be a command class or { command, inputToken, outputToken }, not undefined",
      ),
    );
  });

  test("that does not say where a page size goes is a TypeError only if there is one", () => {
    expect(() => check({ client }, { pageSize: undefined })).not.toThrow();
    expect(() => check({ client, pageSize: 5 }, { pageSize: undefined })).toThrow(
      new TypeError(
        "ListThings: config.pageSize is 5, but the operation does not name the member that takes it; name it as the operation's pageSize",
      ),
    );
  });
});

test.each<[Config]>([
  [{ client }],
  [{ client, pageSize: 1, prefetch: 0, maxPages: 1 }],
  [{ client, onRepeatedToken: "error" }],
  [{ client, pageSize: 100, prefetch: 1_000, maxPages: Infinity }],
  [{ client, onRepeatedToken: "stop", signal: new AbortController().signal }],
  [{ client, perRequest: (page$) => page$, checkpoint: () => undefined, withCommand: () => undefined }],
  [
    {
      client,
      pageSize: undefined,
      startingToken: undefined,
      perRequest: undefined,
      checkpoint: undefined,
      prefetch: undefined,
      maxPages: undefined,
      onRepeatedToken: undefined,
      label: undefined,
      sendOptions: undefined,
      withCommand: undefined,
      signal: undefined,
    },
  ],
])("accepts %o", (config) => {
  expect(() => check(config)).not.toThrow();
});
