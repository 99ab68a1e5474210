import type { InventoryProgress } from "../inventory/inventory-progress.js";

/** Shows how far a run is. */
export interface ProgressDisplay {
  show(progress: InventoryProgress): void;
  /** Leaves the output ready for the next line. Nothing is shown after it. */
  end(): void;
}
