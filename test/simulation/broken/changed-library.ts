import type { Observable } from "rxjs";
import { type AnyConfig, type Library, OURS } from "../user/library.js";
import { ChangedListing } from "./changed-listing.js";

/** Ours, with another configuration of each listing. */
export function listingWith(change: (config: AnyConfig) => AnyConfig): Library {
  return { ...OURS, list: (operation, config, input) => OURS.list(operation, change(config), input) };
}

/** Ours, with another client. */
export function clientWith(sendOf: (config: AnyConfig) => AnyConfig["client"]["send"]): Library {
  return listingWith((config) => ({ ...config, client: { send: sendOf(config) } }));
}

/** Ours, with other answers of the service. */
export function answeredWith(change: (page: object) => object): Library {
  return clientWith((config) => async (command, options) => change(await config.client.send(command, options)));
}

/** Ours, with other pages for subscribers. */
export function pushedBy(change: (pages$: Observable<object>) => Observable<object>): Library {
  return { ...OURS, listing: (listing) => new ChangedListing(listing, change, (pages) => pages) };
}

/** Ours, with other pages for loops and iterators. */
export function pulledBy(
  change: (pages: AsyncIterable<object, undefined, undefined>) => AsyncIterable<object, undefined, undefined>,
): Library {
  return { ...OURS, listing: (listing) => new ChangedListing(listing, (pages$) => pages$, change) };
}
