/** What a figure, or its ratio, should be. */
export interface Target {
  readonly of: "ratio" | "figure";
  readonly atMost?: number | undefined;
  readonly atLeast?: number | undefined;
}
