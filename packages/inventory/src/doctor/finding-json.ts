import type { Finding } from "./finding.js";

/** A finding as a line of JSON, for a program. */
export function findingJson({ check, outcome, target, message, remedy }: Finding): string {
  return `${JSON.stringify({ check, outcome, target, message, remedy })}\n`;
}
