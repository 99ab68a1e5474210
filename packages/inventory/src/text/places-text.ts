import { formatted } from "./count.js";
import { oneLine } from "./one-line.js";

/**
 * Places in a few words: `111122223333 us-east-1, eu-west-1 and 3 more`. The first one is named. If the other regions
 * of its account are few, they are named, too. All other places are counted.
 *
 * @param places - `111122223333 eu-west-1`, an account without a region, or the id of a target.
 */
export function placesText(places: readonly string[]): string {
  const [first = ""] = places;
  const account = /^\d{12} /.exec(first)?.[0];
  const near = account === undefined ? [first] : places.filter((place) => place.startsWith(account));
  const named = near.length > MOST_REGIONS ? [first] : near;
  const regions = named.map((place, index) => (index === 0 ? place : place.slice(account?.length)));
  const more = places.length - named.length;
  return `${oneLine(regions.join(", "))}${more > 0 ? ` and ${formatted(more)} more` : ""}`;
}

const MOST_REGIONS = 5;
