import type { ListingConfig } from "./listing-config.js";

/**
 * How a single call is made: what of a {@link ListingConfig} makes sense for one request, so that one object will do for both.
 */
export type CallConfig<Output, Command> = Pick<
  ListingConfig<Output, Command>,
  "client" | "sendOptions" | "signal" | "withCommand"
>;
