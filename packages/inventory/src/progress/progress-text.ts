import type { InventoryProgress } from "../inventory/inventory-progress.js";
import { count, duration } from "../report/count.js";

/** How far it is, in less than 80 columns. */
export function progressText(progress: InventoryProgress | undefined, elapsed: number, separator: string): string {
  if (progress === undefined) {
    return ["asking for the first page", duration(elapsed)].join(separator);
  }
  const { pages, projects, datasets, invalid, throttles, faults } = progress;
  return [
    count(pages, "page"),
    count(projects, "project"),
    count(datasets, "dataset"),
    ...(invalid > 0 ? [`${invalid} invalid`] : []),
    `${count(throttles, "throttle")} survived`,
    ...(faults > 0 ? [count(faults, "fault")] : []),
    duration(elapsed),
  ].join(separator);
}
