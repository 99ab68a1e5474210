import { of, throwError } from "rxjs";
import { afterEach, expect, test, vi } from "vitest";
import { tokenBucket } from "../../src/limit/token-bucket.js";
import { rateLimit } from "../../src/pace/rate-limit.js";
import { warnOfHiddenRetries } from "../../src/pace/warn-of-hidden-retries.js";

afterEach(() => {
  vi.restoreAllMocks();
});

const answered = (attempts: number) => ({ $metadata: { httpStatusCode: 200, attempts } });
const limiter = () => tokenBucket({ ratePerSecond: 100, burst: 100 });

test("a limiter says once that its client retries by itself, by a warning that can be turned off", () => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  const shared = limiter();
  of(answered(3)).pipe(rateLimit(shared)).subscribe();
  of(answered(2)).pipe(rateLimit(shared)).subscribe();
  throwError(() => Object.assign(new Error("no"), answered(3)))
    .pipe(rateLimit(limiter()))
    .subscribe({ error: () => undefined });

  expect(warn.mock.calls).toEqual([
    [expect.stringContaining("sent a request 3 times on its own"), { code: "REKOGNITION_RX_HIDDEN_RETRIES" }],
    [expect.stringContaining("maxAttempts: 1"), { code: "REKOGNITION_RX_HIDDEN_RETRIES" }],
  ]);
});

test("it says nothing of a client that leaves retries to it, nor of answers that are none of the SDK's", () => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  for (const value of [answered(1), {}, null, undefined, 3, "page", { $metadata: null }]) {
    of(value).pipe(rateLimit(limiter())).subscribe();
  }
  expect(warn).not.toHaveBeenCalled();
});

test("it says so by the console where there is no process to say it by, as in a browser", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  for (const process of [undefined, {}]) {
    vi.stubGlobal("process", process);
    warnOfHiddenRetries(limiter(), answered(2));
    vi.unstubAllGlobals();
  }
  expect(warn.mock.calls).toEqual([
    [expect.stringContaining("sent a request 2 times on its own")],
    [expect.stringContaining("sent a request 2 times on its own")],
  ]);
});

test("it says nothing of what only looks like a number of attempts", () => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  warnOfHiddenRetries(limiter(), { $metadata: { attempts: "3" } });
  expect(warn).not.toHaveBeenCalled();
});
