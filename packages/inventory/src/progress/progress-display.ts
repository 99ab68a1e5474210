/** Shows the progress of a run until it is ended. */
export interface ProgressDisplay {
  /** Leaves the output ready for the next line. After it, nothing more is shown. */
  end(): void;
}
