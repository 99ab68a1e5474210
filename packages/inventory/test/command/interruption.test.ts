import { expect, onTestFinished, test } from "vitest";
import { isInterruption, onInterruption } from "../../src/command/interruption.js";

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("%s aborts with %d once; a second one is left to the system, which ends the process", (name, exitCode) => {
  const before = listenerCounts();
  const { signal, stopListening } = onInterruption();
  onTestFinished(stopListening);
  const listener = process.listeners(name).at(-1) as (() => void) | undefined;
  listener?.();
  expect(signal.aborted).toBe(true);
  expect(isInterruption(signal.reason) && signal.reason.exitCode).toBe(exitCode);
  expect(listenerCounts()).toEqual(before);
});

test("listens no longer than it is asked to", () => {
  const before = listenerCounts();
  const { stopListening } = onInterruption();
  expect(listenerCounts()).not.toEqual(before);
  stopListening();
  expect(listenerCounts()).toEqual(before);
});

function listenerCounts(): readonly number[] {
  return ["SIGINT", "SIGTERM", "SIGHUP"].map((name) => process.listenerCount(name));
}
