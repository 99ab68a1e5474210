import { createRequire } from "node:module";
import type * as rekognition from "@aws-sdk/client-rekognition";
import { type Load, npmInstall, type Wanted } from "./npm-install.js";

/**
 * The oldest SDK of core's peer range, and two in between that are other inside; each with what it depended on in its day.
 *
 * 3.1000 has its parts in many packages, 3.1048 in one, with the reading of JSON that 3.1100 rewrote.
 */
const OLDER: readonly (readonly [version: string, before: string])[] = [
  ["3.1000.0", "2026-05-09"],
  ["3.1048.0", "2026-05-17"],
  ["3.1100.0", "2026-08-25"],
];

export interface SdkVersion {
  readonly version: string;
  /** `undefined` where it could not be installed. */
  readonly load: Load | undefined;
}

/** Every SDK of {@link OLDER}, and the workspace's own, which is the newest. */
export async function sdkVersions(): Promise<readonly SdkVersion[]> {
  const older = OLDER.map(async ([version, before]): Promise<SdkVersion> => ({
    version,
    load: await npmInstall(wanted(version, before)),
  }));
  return [...(await Promise.all(older)), { version: "of the workspace", load: createRequire(import.meta.url) }];
}

function wanted(version: string, before: string): Wanted {
  return { title: "sdk", dependencies: { [NAME]: version }, before };
}

/** The SDK's module, as `require` gives it. */
export function rekognitionOf(load: Load): typeof rekognition {
  return load(NAME) as typeof rekognition;
}

const NAME = "@aws-sdk/client-rekognition";
