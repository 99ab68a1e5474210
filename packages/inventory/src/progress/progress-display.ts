/** Shows how far a run is, for as long as it is open. */
export interface ProgressDisplay {
  /** Leaves the output ready for the next line. Nothing is shown after it. */
  end(): void;
}
