import { describe, expect, test } from "vitest";
import { membersOf } from "../../src/request/members-of.js";

class Base {
  get fromBase(): string {
    return "base";
  }

  get nothing(): undefined {
    return undefined;
  }

  method(): string {
    return "no member";
  }
}

class Input extends Base {
  readonly own = 1;
  readonly #secret = "kept";

  get computed(): string {
    return this.#secret;
  }

  override get fromBase(): string {
    return "overridden";
  }
}

describe("the members of an input", () => {
  test("are a copy of what a plain object has", () => {
    const input = { a: 1, b: undefined, c: () => "kept, for a spread keeps it" };
    const members = membersOf(input, "caller");
    expect(members).toEqual(input);
    expect(members).not.toBe(input);
  });

  test("are those of its class and of the classes above, the narrowest first, without methods", () => {
    expect(membersOf(new Input(), "caller")).toEqual({ own: 1, computed: "kept", fromBase: "overridden" });
    expect(Object.keys(membersOf(new Input(), "caller"))).not.toContain("constructor");
    expect(Object.keys(membersOf(new Base(), "caller"))).toEqual(["fromBase"]);
  });

  test("are those of an object without a prototype", () => {
    const bare = Object.assign(Object.create(null) as object, { a: 1 });
    expect(membersOf(bare, "caller")).toEqual({ a: 1 });
  });

  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    ["abc", '"abc"'],
    [[1], "an array"],
    [() => 1, "a function"],
  ])("of %o are none", (input, given) => {
    expect(() => membersOf(input as object, "DescribeProjects")).toThrow(
      new TypeError(`DescribeProjects: the input must be an object with the members of the request, not ${given}`),
    );
  });
});
