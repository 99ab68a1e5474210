import type { Depth } from "../depth.js";
import type { CrawledOperation } from "./crawled-operation.js";
import { crawledOperations } from "./operations.js";

/** The operations that a depth asks for. One that lists parents comes before those that ask about them. */
export function operationsAt(depth: readonly Depth[]): readonly CrawledOperation[] {
  return Object.values(crawledOperations).filter(({ depths }) => depths.some((each) => depth.includes(each)));
}
