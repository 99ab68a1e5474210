import * as fc from "fast-check";
import type { ProjectSeed } from "@rekognition-rx/emulator";

/** Projects with different names and few creation times, so that many are created in the same millisecond. */
export function projectSeeds(maxLength: number): fc.Arbitrary<ProjectSeed[]> {
  return fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-zA-Z0-9_.-]{1,12}$/),
      createdAt: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_009 }),
      feature: fc.constantFrom("CUSTOM_LABELS" as const, "CONTENT_MODERATION" as const),
    }),
    { selector: ({ name }) => name, maxLength },
  );
}
