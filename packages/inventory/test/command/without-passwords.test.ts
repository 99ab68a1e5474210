import { describe, expect, test } from "vitest";
import { withoutPasswords } from "../../src/command/without-passwords.js";
import { calledWith } from "../support/called-with.js";

describe("withoutPasswords", () => {
  test.each([
    ["postgres://me:CANARY@host/db", "postgres://me:***@host/db"],
    [
      "a postgres://:CANARY@host/db, and http://you:CAN:A/R@Y@host",
      "a postgres://:***@host/db, and http://you:***@host",
    ],
    ["postgres://host/db?password=CANARY&user=me", "postgres://host/db?password=***&user=me"],
    ["postgres://me@host:5432/db", "postgres://me@host:5432/db"],
    ["http://127.0.0.1:4566 and me@host", "http://127.0.0.1:4566 and me@host"],
  ])("takes the password out of %j, and nothing else", (text, without) => {
    expect(withoutPasswords(text)).toBe(without);
  });

  test.each([
    [["--too=postgres://me:CANARY@host/db"]],
    [["--too", "postgres://me:CANARY@host/db"]],
    [["postgres://me:CANARY@host/db"]],
    [["--out", "postgres://me:CANARY@host/db", "--out", "b"]],
    [["--rate", "postgres://me:CANARY@host/db"]],
    [["--config", "postgres://me:CANARY@host/db"]],
  ])("is in what is said of %j", async (args) => {
    const { code, stdout, stderr } = await calledWith(args);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain("CANARY");
  });
});
