import type { Paired } from "./in-pairs.js";
import type { Target } from "./target.js";
import { intervalOf } from "./interval.js";

/** One measure: contestants in the same run, each compared with the first. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
  /** What was done, in a sentence that a reader can check. */
  readonly setup: string;
  readonly rows: readonly Row[];
}

/** The figures of one contestant. */
export interface Row {
  readonly contestant: string;
  /** The figure of each run, in the measure's unit. */
  readonly runs: readonly number[];
  readonly figure: Spread;
  /** The figure of each run, divided by the first contestant's median, if that has a meaning. */
  readonly ratio: Spread | undefined;
  readonly target: Target | undefined;
  /**
   * Whether it took turns with the first contestant. The spread of the ratio is then the 95 % interval of its median, and the
   * spread of the figure goes from quartile to quartile.
   */
  readonly isPaired: boolean;
}

interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The median of some figures, with the least and the greatest, or with the quantiles `from` and `to`. */
function spreadOf(figures: readonly number[], from = 0, to = 1): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { min: at(from), median: at(0.5), max: at(to) };
}

/**
 * The rows of a measure.
 *
 * @param isRelative - whether the ratios to the first contestant are shown, too.
 */
export function rowsOf(
  figures: ReadonlyMap<string, readonly number[]>,
  targets: Readonly<Record<string, Target>>,
  isRelative = true,
): readonly Row[] {
  const base = spreadOf([...figures.values()][0] ?? []).median;
  return [...figures].map(([contestant, runs]) => ({
    contestant,
    runs,
    figure: spreadOf(runs),
    ratio: isRelative ? spreadOf(runs.map((figure) => figure / base)) : undefined,
    target: targets[contestant],
    isPaired: false,
  }));
}

/**
 * The rows of a measure whose contestants took turns with the first.
 *
 * @param scale - what a microsecond of CPU is in the measure's unit.
 */
export function pairedRowsOf(
  { figures, ratios }: Paired,
  targets: Readonly<Record<string, Target>>,
  scale = 1,
): readonly Row[] {
  return [...figures].map(([contestant, blocks]) => {
    const runs = blocks.map((figure) => figure * scale);
    const sessions = ratios.get(contestant);
    const { median, low, high } = sessions === undefined ? ITSELF : intervalOf(sessions);
    return {
      contestant,
      runs,
      figure: spreadOf(runs, 0.25, 0.75),
      ratio: { min: low, median, max: high },
      target: targets[contestant],
      isPaired: true,
    };
  });
}

const ITSELF = { median: 1, low: 1, high: 1 };

/** By how much a row misses its target, if that is more than its own spread; otherwise 0. */
export function missOf({ figure, ratio, target, isPaired }: Row): number {
  if (target === undefined) {
    return 0;
  }
  const { min, median, max } = target.of === "ratio" ? (ratio ?? figure) : figure;
  const missAt = (value: number): number =>
    Math.max(value - (target.atMost ?? Infinity), (target.atLeast ?? -Infinity) - value);
  const miss = missAt(median);
  if (isPaired) {
    return missAt(min) > 0 && missAt(max) > 0 ? miss : 0;
  }
  // Half of the range: a run may well be so far from the median.
  return miss > (max - min) / 2 ? miss : 0;
}

/** The measures as one page of Markdown. */
export function markdownOf(measures: readonly Measured[], machine: Readonly<Record<string, string | number>>): string {
  const lines = [
    Object.entries(machine)
      .map(([name, value]) => `${name}: ${value}`)
      .join(", "),
    "",
  ];
  for (const { name, unit, setup, rows } of measures) {
    lines.push(`## ${name}`, "", setup, "");
    const [ofFigure, ofRatio] = rows.some(({ isPaired }) => isPaired)
      ? ["middle half", "95 % of its median"]
      : ["min to max", "min to max"];
    lines.push(`| contestant | ${unit} | ${ofFigure} | ratio | ${ofRatio} | target |`);
    lines.push("| --- | ---: | ---: | ---: | ---: | --- |");
    for (const row of rows) {
      const { contestant, figure, ratio } = row;
      const cells = [contestant, ...spreadCells(figure), ...(ratio === undefined ? ["", ""] : spreadCells(ratio))];
      lines.push(`| ${[...cells, targetCell(row)].join(" | ")} |`);
    }
    lines.push("");
  }
  return lines.join("\n");
}

function spreadCells({ min, median, max }: Spread): readonly string[] {
  return [short(median), `${short(min)} to ${short(max)}`];
}

function short(figure: number): string {
  return Math.abs(figure) >= 10_000
    ? Math.round(figure).toLocaleString("en").replaceAll(",", " ")
    : figure.toPrecision(4);
}

function targetCell(row: Row): string {
  const { target, figure, ratio } = row;
  if (target === undefined) {
    return "";
  }
  const { median } = target.of === "ratio" ? (ratio ?? figure) : figure;
  const isMet = median <= (target.atMost ?? Infinity) && median >= (target.atLeast ?? -Infinity);
  const bound = target.atMost === undefined ? `at least ${target.atLeast}` : `at most ${target.atMost}`;
  const verdict = isMet ? "met" : missOf(row) > 0 ? "**missed**" : "missed, within the spread";
  return `${target.of} ${bound}: ${verdict}`;
}
