import type { PerRequest, PositionedPage } from "@rekognition-rx/core";
import type { InvalidRecord } from "../../records/invalid-record.js";
import type { InventoryRecord } from "../../records/inventory-record.js";
import type { InventoryClient, MetricsClient } from "../target.js";
import type { Depth } from "../depth.js";
import type { Operation } from "../operation.js";
import type { ParentKind, Permission } from "./permission.js";

/** What a crawl knows of an operation. */
export interface CrawledOperation {
  readonly operation: Operation;
  /** Which depths ask for it, each by itself. */
  readonly depths: readonly Depth[];
  /** What it is about; `undefined` for the one that a target begins with. */
  readonly parent: ParentKind | undefined;
  readonly permission: Permission;
  /** Its pages after a position, each asked for as the consumer comes for it. */
  pages(request: PagesRequest): AsyncIterable<ReadPage>;
}

/** One walk of an operation. */
export interface PagesRequest {
  readonly client: InventoryClient;
  /** `undefined` where the target has none. */
  readonly metrics: MetricsClient | undefined;
  /** What it is about; `""` for the projects of a target. */
  readonly parentArn: string;
  /** `undefined` for its beginning. */
  readonly from: string | undefined;
  readonly label: string;
  /** Items a page; `undefined` for as many as the service gives. What answers once does not look at it. */
  readonly pageSize?: number | undefined;
  readonly perRequest: PerRequest<unknown>;
  readonly signal: AbortSignal;
  /** The time of day, in milliseconds. */
  readonly now: () => number;
}

/** A page, read. */
export interface ReadPage extends PageContents, Pick<PositionedPage<unknown>, "resumeToken"> {
  readonly isLast: boolean;
}

/** What is in a page. */
export interface PageContents {
  readonly records: readonly InventoryRecord[];
  readonly invalid: readonly InvalidRecord[];
}
