import type { ListingConfig } from "./listing-config.js";

/**
 * How a single call is made: the members of {@link ListingConfig} that make sense for one request.
 *
 * The same object can also configure a listing.
 */
export type CallConfig<Output, Command> = Pick<
  ListingConfig<Output, Command>,
  "client" | "sendOptions" | "signal" | "withCommand"
>;
