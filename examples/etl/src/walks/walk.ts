import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import type { Listing } from "@rekognition-rx/core";
import type { PacedPerRequest } from "@rekognition-rx/operators";
import type { Batch } from "../warehouse/batch.js";
import type { DeadLetter } from "../warehouse/dead-letter.js";

/** One of the walks of the job: a listing, and what becomes of its pages. */
interface Walk<Page> {
  readonly name: string;
  readonly listing: Listing<Page>;
  /** Puts the rows of a page into a batch, and what of it cannot be read. */
  readonly read: (page: Page, batch: Batch) => Promise<void>;
}

/** What every walk is made with. */
export interface WalkConfig {
  readonly client: RekognitionClient;
  /** The pace, and the retries, of every request. */
  readonly perRequest: PacedPerRequest;
  readonly pageSize: number | undefined;
  readonly signal: AbortSignal;
  /** Called for a dataset, or a project, that cannot be read as a whole; throws for what ends the walk. */
  readonly onUnreadable: (letter: Unreadable) => void;
}

/** A dead letter before it has the place where it was found. */
export type Unreadable = Omit<DeadLetter, "account_id" | "region" | "walk">;

/** Makes a dead letter of its rest. */
type Address = (letter: Unreadable) => DeadLetter;

/** Makes a walk. */
export type MakeWalk<Page> = (config: WalkConfig, address: Address) => Walk<Page>;
