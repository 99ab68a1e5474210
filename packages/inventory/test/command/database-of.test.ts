import { afterEach, describe, expect, test, vi } from "vitest";
import { databaseOf } from "../../src/command/database-of.js";

afterEach(() => vi.unstubAllEnvs());

describe("a password that ends before its end", () => {
  test.each([
    "postgres://me:1234#CANARY@127.0.0.1:9/db",
    "postgres://me:p@rd/CANARY@127.0.0.1/db",
    "postgres://me:9999?CANARY@127.0.0.1/db",
  ])("is refused, and not shown: %s", (url) => {
    vi.stubEnv("DATABASE_URL", url);
    for (const [to, name] of [
      ["env", "DATABASE_URL"],
      [url, "the URL of the database"],
    ] as const) {
      expect(() => databaseOf(to)).toThrow(
        `${name} has an @ after a /, a ? or a #; in a password / is written %2F, ? %3F, # %23 and @ %40`,
      );
    }
  });

  test.each(["postgres://me:p%40r%2Fd%23@127.0.0.1/db?sslmode=require", "postgres://127.0.0.1/db?password=a%40b"])(
    "is none where it is written as a URL has it: %s",
    (url) => {
      expect(databaseOf(url)?.connectionString).toBe(url);
      expect(databaseOf(url)?.shown).not.toContain("%40");
    },
  );
});
