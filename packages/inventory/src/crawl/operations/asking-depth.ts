import type { Depth } from "../depth.js";
import type { CrawledOperation } from "./crawled-operation.js";

/** A depth that asks for an operation; `undefined` if every crawl asks for it. */
export function askingDepth({ depths }: CrawledOperation): Depth | undefined {
  return depths.find((depth) => depth !== "projects");
}
