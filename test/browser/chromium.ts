import { spawnSync } from "node:child_process";

/** A Chromium of this machine's own. */
export interface Chromium {
  /** Absolute. */
  readonly path: string;
  readonly version: string;
}

/** `undefined` where there is none. */
export const chromium: Chromium | undefined = ["chromium", "chromium-browser", "google-chrome"]
  .map((name) => {
    const path = outputOf("which", [name]);
    return { path, version: path === "" ? "" : outputOf(path, ["--version"]) };
  })
  .find(({ version }) => version !== "");

function outputOf(command: string, args: readonly string[]): string {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", timeout: 60_000 });
  return status === 0 ? stdout.trim() : "";
}
