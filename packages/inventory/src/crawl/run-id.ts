/**
 * A name for a run. Names sort by the start of their run, to the millisecond: `20261125T135627Z-4ed6`. The part after
 * `Z-` is the millisecond times 65, plus a random number below 65, in hexadecimal.
 *
 * @param startedAt - ISO 8601, in UTC, with milliseconds.
 */
export function newRunId(startedAt: string, random: () => number = Math.random): string {
  const [seconds = "", fraction = "0"] = startedAt.split(".");
  const part = Number.parseInt(fraction, 10) * 65 + Math.floor(random() * 65);
  return `${seconds.replaceAll(/[-:]/g, "")}Z-${part.toString(16).padStart(4, "0")}`;
}
