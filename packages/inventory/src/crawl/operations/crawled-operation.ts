import type { PerRequest, PositionedPage } from "@rekognition-rx/core";
import type { InvalidRecord } from "../../records/invalid-record.js";
import type { InventoryRecord } from "../../records/inventory-record.js";
import type { InventoryClient, MetricsClient } from "../target.js";
import type { Depth } from "../depth.js";
import type { Operation } from "../operation.js";
import type { ParentKind, Permission } from "./permission.js";

/** What a crawl knows about an operation. */
export interface CrawledOperation {
  readonly operation: Operation;
  /** The depths that ask for it. One of them is enough. */
  readonly depths: readonly Depth[];
  /** The kind of thing that it asks about; `undefined` for the operation with which a target begins. */
  readonly parent: ParentKind | undefined;
  readonly permission: Permission;
  /** Its pages after a position. Each is requested when the consumer asks for it. */
  pages(request: PagesRequest): AsyncIterable<ReadPage>;
}

/** One walk of an operation. */
export interface PagesRequest {
  readonly client: InventoryClient;
  /** `undefined` if the target has no such client. */
  readonly metrics: MetricsClient | undefined;
  /** The ARN that it asks about; `""` for the projects of a target. */
  readonly parentArn: string;
  /** Where it goes on; `undefined` for its beginning. */
  readonly from: string | undefined;
  readonly label: string;
  /** Items per page; `undefined` for as many as the service gives. An operation with a single answer ignores it. */
  readonly pageSize?: number | undefined;
  readonly perRequest: PerRequest<unknown>;
  readonly signal: AbortSignal;
  /** The time of day, in milliseconds. */
  readonly now: () => number;
}

/** A page whose items have been read. */
export interface ReadPage extends PageContents, Pick<PositionedPage<unknown>, "resumeToken"> {
  readonly isLast: boolean;
}

/** What is in a page. */
export interface PageContents {
  readonly records: readonly InventoryRecord[];
  readonly invalid: readonly InvalidRecord[];
}
