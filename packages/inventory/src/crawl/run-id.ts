/**
 * A name for a run that sorts by its start, to the millisecond: `20261125T135627Z-4f2a`. What stands after the second is
 * how much of it has passed, in 65 536 parts, at random within the millisecond.
 *
 * @param startedAt - ISO 8601, in UTC, with milliseconds.
 */
export function newRunId(startedAt: string, random: () => number = Math.random): string {
  const [seconds = "", fraction = "0"] = startedAt.split(".");
  const passed = (Number.parseInt(fraction, 10) + random()) / 1_000;
  const part = Math.min(65_535, Math.floor(passed * 65_536));
  return `${seconds.replaceAll(/[-:]/g, "")}Z-${part.toString(16).padStart(4, "0")}`;
}
