import type * as rekognition from "@aws-sdk/client-rekognition";
import type * as core from "@rekognition-rx/core";
import { vi } from "vitest";

/** One version of the SDK, and our library as it is with that version. */
export interface Sdk {
  readonly rekognition: typeof rekognition;
  readonly core: typeof core;
}

/** Loads our library with this module in the place of the SDK that the workspace has. */
export async function withSdk(loaded: typeof rekognition): Promise<Sdk> {
  vi.resetModules();
  vi.doMock("@aws-sdk/client-rekognition", () => ({ ...loaded }));
  return { rekognition: loaded, core: await import("@rekognition-rx/core") };
}
