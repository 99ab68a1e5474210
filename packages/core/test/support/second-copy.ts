import { vi } from "vitest";
import type * as core from "../../src/index.js";

/** The package as a program has it that has installed it twice: the same code, and other classes. */
export function secondCopy(): Promise<typeof core> {
  vi.resetModules();
  return import("../../src/index.js");
}
