import * as fc from "fast-check";
import { expect, test } from "vitest";
import { oneLine } from "../../src/text/one-line.js";

test("no text of others moves the cursor, colours the terminal or begins a new line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test("words stay as they are, one space apart", () => {
  expect(oneLine("  The manifest\r\n\tfile\u001b[31m is \u202Eempty. ")).toBe("The manifest file [31m is empty.");
});
