/** How far an inventory has come. */
export interface InventoryProgress {
  readonly pages: number;
  readonly projects: number;
  readonly datasets: number;
  /** Projects that could not be decoded; they are not among `projects`. */
  readonly invalid: number;
  /** Requests that were throttled and are, or were, repeated. */
  readonly throttles: number;
  /** Requests that met a passing fault (a 5xx, a lost connection) and are, or were, repeated. */
  readonly faults: number;
}
