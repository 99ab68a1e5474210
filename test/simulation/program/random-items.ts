import type { Random } from "../world/random.js";
import type { ConsumerSpec, ItemStage, WalkSpec } from "./program.js";

/** The stages between the pages and a subscriber. */
export function randomItems(
  random: Random,
  operation: WalkSpec["operation"],
  consumer: ConsumerSpec,
  named: boolean,
): ItemStage {
  if (consumer.kind !== "subscribe" && consumer.kind !== "toTaskEither") {
    return "pages";
  }
  if (operation === "ListDatasetEntries") {
    return random.pick(["pages", "flatten", "decodeEntries"]);
  }
  if (operation !== "DescribeProjects") {
    return random.pick(["pages", "flatten"]);
  }
  if (named && random.chance(0.4)) {
    return "projectsNotFound";
  }
  return random.pick([
    "pages",
    "flatten",
    "flattenDatasets",
    "flattenDatasets keepEmpty",
    "decodeProjects error",
    "decodeProjects skip",
    "decodeProjects dead letter",
    "decodeProjects, flattenDatasets",
    "flattenProjects, decodeWith",
    "flattenProjects, decodeEither",
  ]);
}
