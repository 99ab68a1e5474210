import type { Depth } from "../depth.js";
import type { Operation } from "../operation.js";
import { operationsAt } from "./operations-at.js";

/** The names of the operations that a depth asks for. One that lists parents comes before those that ask about them. */
export function operationsIn(depth: readonly Depth[]): readonly Operation[] {
  return operationsAt(depth).map(({ operation }) => operation);
}
