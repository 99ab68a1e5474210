import { describe, expect, test } from "vitest";
import { GUIDE, guides, publishedSources } from "./documents.js";
import { errorMessagesOf } from "./error-messages.js";

const page = guides().find(({ path }) => path === `${GUIDE}/troubleshooting.md`)?.text ?? "";

describe("the page about error messages", () => {
  const sources = publishedSources().filter(({ path }) => /^packages\/(core|operators)\/src\//.test(path));
  const messages = sources.flatMap(({ path, text }) => errorMessagesOf(text).map((message) => ({ path, message })));

  test("has the words of every message of core and operators", () => {
    expect(messages.length).toBeGreaterThan(50);
    expect(messages.filter(({ message }) => !page.includes(message))).toEqual([]);
  });
});

describe("the words of a message", () => {
  test.each([
    ['new TypeError("all of it is said")', "all of it is said"],
    ["new RangeError(`${name} must be a whole number, not ${value}`)", "must be a whole number, not"],
    ['new Error(`${a} begins here, ` + "and ends there")', "begins here, and ends there"],
    ["class A extends Error { constructor(a: string) { super(`${a} was throttled`, {}); } }", "was throttled"],
    ["const fail = (what: string): never => { throw what; }; fail(`${a} must be a string`)", "must be a string"],
  ])("%s", (source, words) => {
    expect(errorMessagesOf(source)).toEqual([words]);
  });

  test("are no names, and none of what is no error", () => {
    expect(errorMessagesOf('new TypeError("short"); new TypeError(text); log("all of it is said");')).toEqual([]);
  });
});
