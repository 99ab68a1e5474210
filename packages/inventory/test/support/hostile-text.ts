import * as fc from "fast-check";

/** What people and services write into text fields, and what they should not. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  // Lone surrogates are among them.
  fc.array(fc.integer({ min: 0, max: 0xff_ff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(
      "=",
      "+",
      "-",
      "@",
      "\t",
      "\r",
      "\n",
      '"',
      "'",
      ",",
      ";",
      " ",
      "a",
      "＝",
      "é",
      "🙂",
      "\0",
      "\u2028",
    ),
    maxLength: 12,
  }),
  fc.constantFrom(
    "",
    "=cmd|'/C calc'!A0",
    '"',
    "\r\n",
    "a,b",
    "'=1",
    "null",
    "\uFEFF",
    "</script><script>alert(1)</script>",
    "\u001B[31mred",
    "\0",
    "\uD800",
    "a\uDC00b",
    "../../etc/passwd",
    "000000000042",
  ),
);
