import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import type { Listing } from "@rekognition-rx/core";
import type { PacedPerRequest } from "@rekognition-rx/operators";
import type { Either } from "fp-ts/lib/Either.js";
import type { Unreadable } from "../warehouse/dead-letter.js";
import type { Table } from "../warehouse/table.js";

/** One of the walks of the job: a listing, and how its pages are read. Its table identifies it. */
interface Walk<Page, Row> {
  readonly table: Table<Row>;
  readonly listing: Listing<Page>;
  /** The rows of a page, and the items that cannot be read. */
  readonly read: (page: Page) => readonly Either<Unreadable, Row>[];
}

/** What every walk needs. */
export interface WalkConfig {
  readonly client: RekognitionClient;
  /** The pace, and the retries, of every request. */
  readonly perRequest: PacedPerRequest;
  readonly pageSize: number | undefined;
  readonly signal: AbortSignal;
}

/** Makes a walk. */
export type MakeWalk<Page, Row> = (config: WalkConfig) => Walk<Page, Row>;
