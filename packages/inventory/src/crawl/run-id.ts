import { randomBytes } from "node:crypto";

/** A name for a run that sorts by its start: `20261125T135627Z-4f2a`. */
export function newRunId(startedAt: string): string {
  const [seconds = ""] = startedAt.split(".");
  return `${seconds.replaceAll(/[-:]/g, "")}Z-${randomBytes(2).toString("hex")}`;
}
