import { describe, expect, test } from "vitest";
import { checkMethods } from "../../src/arguments/check-methods.js";

const fail = (): never => {
  throw new Error("hostile");
};

describe("what lacks a method", () => {
  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [{ open: () => undefined }, "an object with open"],
    [{ open: () => undefined, close: true }, "an object with open, close"],
    [new Proxy({}, { get: fail }), "an object with no members"],
    [Object.defineProperty({}, "open", { get: fail, enumerable: true }), "an object with open"],
  ])("is refused, however it defends itself", (value, given) => {
    expect(() => checkMethods("shop: door", value, "a door, such as door()", ["open", "close"])).toThrow(
      new TypeError(`shop: door must be a door, such as door(), with open() and close(), not ${given}`),
    );
  });

  test("is not what inherits it, nor a function that has it", () => {
    class Door {
      open(): void {
        /* empty */
      }
    }
    expect(() => checkMethods("shop: door", new Door(), "a door", ["open"])).not.toThrow();
    expect(() => checkMethods("shop: door", Object.assign(fail, { open: fail }), "a door", ["open"])).not.toThrow();
  });
});
