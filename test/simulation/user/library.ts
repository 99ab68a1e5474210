// First: it gives the turns of the event loop to the world before core takes one for itself.
// oxlint-disable-next-line import/no-unassigned-import
import "../world/intercepted-timers.js";
import {
  describeProjects$,
  describeProjectVersions$,
  listDatasetEntries$,
  listDatasetLabels$,
  type Listing,
  type ListingConfig,
  listProjectPolicies$,
} from "@rekognition-rx/core";
import {
  adaptiveLimiter,
  paced,
  processPages,
  projectsNotFound,
  rateLimit,
  restartOnExpiredToken,
  retryThrottled,
  tokenBucket,
  toTaskEither,
} from "@rekognition-rx/operators";
import type { Operation } from "../service/catalogue.js";

export type AnyListing = Listing<object, string | object>;

/** A command as all SDK commands are. */
export interface AnyCommand {
  readonly input: object;
}

export type AnyConfig = ListingConfig<object, AnyCommand>;

/** What is simulated: ours, or one that breaks a promise on purpose. */
export interface Library {
  readonly list: (operation: Operation, config: AnyConfig, input: object) => AnyListing;
  /** The listing as its user has it, onListing all that makes a listing of a listing. */
  readonly listing: (listing: AnyListing) => AnyListing;
  readonly retryThrottled: typeof retryThrottled;
  readonly restartOnExpiredToken: typeof restartOnExpiredToken;
  readonly rateLimit: typeof rateLimit;
  readonly paced: typeof paced;
  readonly tokenBucket: typeof tokenBucket;
  readonly adaptiveLimiter: typeof adaptiveLimiter;
  readonly processPages: typeof processPages;
  readonly projectsNotFound: typeof projectsNotFound;
  readonly toTaskEither: typeof toTaskEither;
}

// The simulated service speaks for every operation, so its pages are of no operation's type.
type List = (config: object, input: object) => AnyListing;

const LISTINGS: Readonly<Record<Operation, List>> = {
  DescribeProjects: describeProjects$ as unknown as List,
  DescribeProjectVersions: describeProjectVersions$ as unknown as List,
  ListDatasetEntries: listDatasetEntries$ as unknown as List,
  ListDatasetLabels: listDatasetLabels$ as unknown as List,
  ListProjectPolicies: listProjectPolicies$ as unknown as List,
};

export const OURS: Library = {
  list: (operation, config, input) => LISTINGS[operation](config, input),
  listing: (listing) => listing,
  retryThrottled,
  restartOnExpiredToken,
  rateLimit,
  paced,
  tokenBucket,
  adaptiveLimiter,
  processPages,
  projectsNotFound,
  toTaskEither,
};
