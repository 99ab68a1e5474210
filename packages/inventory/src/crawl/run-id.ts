/**
 * A name for a run that sorts by its start, to the millisecond: `20261125T135627Z-4ed6`. What stands after the second is
 * its millisecond times 65, and a number below that at random.
 *
 * @param startedAt - ISO 8601, in UTC, with milliseconds.
 */
export function newRunId(startedAt: string, random: () => number = Math.random): string {
  const [seconds = "", fraction = "0"] = startedAt.split(".");
  const part = Number.parseInt(fraction, 10) * 65 + Math.floor(random() * 65);
  return `${seconds.replaceAll(/[-:]/g, "")}Z-${part.toString(16).padStart(4, "0")}`;
}
