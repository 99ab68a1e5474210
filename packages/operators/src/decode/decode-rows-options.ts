import type { DecodeError } from "@rekognition-rx/core";

/** What {@link decodeProjects} and {@link decodeVersions} do with what they did not expect. */
export interface DecodeRowsOptions {
  /**
   * What becomes of an invalid row, or page: `"error"` ends the stream, `"skip"` drops it,
   * a function is given the error and the raw value (a dead letter) and the stream goes on.
   *
   * @defaultValue "error"
   */
  readonly onInvalid?: "error" | "skip" | ((error: DecodeError, raw: unknown) => void) | undefined;
  /**
   * Called for each enum value that this package does not know, before its row is emitted:
   * `("ProjectDescriptions[3].Status", "ARCHIVED")`.
   */
  readonly onUnknownEnum?: ((path: string, value: string) => void) | undefined;
  /**
   * What becomes of a row with such a value: `"keep"` emits it with the raw string, `"error"` makes it invalid.
   *
   * @defaultValue "keep"
   */
  readonly unknownEnums?: "keep" | "error" | undefined;
}
