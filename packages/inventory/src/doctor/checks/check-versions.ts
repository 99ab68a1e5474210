import { createRequire } from "node:module";
import { packageVersion } from "../../package/package-version.js";
import type { Check } from "../check.js";
import type { Finding } from "../finding.js";

/** The versions of this command, of Node and of the AWS SDK. */
export const checkVersions: Check = ({ now }) =>
  Promise.resolve([versionsFinding({ command: packageVersion(), node: process.version, sdk: sdkVersion() }, now())]);

/** @param versions - `node` as Node gives it: `v22.12.0`. */
export function versionsFinding(
  { command, node, sdk }: { readonly command: string; readonly node: string; readonly sdk: string },
  now: number,
): Finding {
  const message = `rekognition-inventory ${command}, Node ${node}, AWS SDK ${sdk}`;
  const end = NODE_ENDS[/^v(\d+)/.exec(node)?.[1] ?? ""];
  return end === undefined || now < Date.parse(end)
    ? { check: "versions", outcome: "ok", target: null, message, remedy: null }
    : {
        check: "versions",
        outcome: "warning",
        target: null,
        message: `${message}: this Node has had no security updates since ${end}`,
        remedy: "install a newer one",
      };
}

/**
 * When the support of a release of Node ends, by its major version. A release that is newer than this table is not
 * judged.
 *
 * @see https://github.com/nodejs/Release (November 2026)
 */
const NODE_ENDS: Readonly<Record<string, string | undefined>> = {
  20: "2026-04-30",
  21: "2024-06-01",
  22: "2027-04-30",
  23: "2025-06-01",
  24: "2028-04-30",
  25: "2026-06-01",
  26: "2029-04-30",
};

function sdkVersion(): string {
  try {
    const manifest = createRequire(import.meta.url)("@aws-sdk/client-rekognition/package.json") as {
      readonly version: string;
    };
    return manifest.version;
  } catch {
    // A release of the SDK may not export its manifest.
    return "of an unknown version";
  }
}
