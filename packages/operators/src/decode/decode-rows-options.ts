import type { DecodeError } from "@rekognition-rx/core";

/** What {@link decodeProjects} and {@link decodeVersions} do with values that they did not expect. */
export interface DecodeRowsOptions {
  /**
   * What happens to an invalid row or page: `"error"` ends the stream; `"skip"` drops the row or page; a function is
   * called with the error and the raw value (a dead letter), and the stream goes on.
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
   * What happens to a row with an enum value that this package does not know: `"keep"` emits it with the raw string,
   * `"error"` makes it invalid.
   *
   * @defaultValue "keep"
   */
  readonly unknownEnums?: "keep" | "error" | undefined;
}
