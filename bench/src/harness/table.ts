/** One measure: contestants in the same run, each against the first. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
  /** What was done, in a sentence a reader can check. */
  readonly setup: string;
  readonly rows: readonly Row[];
}

/** What one contestant took. */
export interface Row {
  readonly contestant: string;
  /** The figure of each run, in the measure's unit. */
  readonly runs: readonly number[];
  /** Of each run to the first contestant's median. */
  readonly ratio: Spread;
  /** What the ratio should be at most, where there is a target. */
  readonly target?: number | undefined;
}

interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The least, the middle and the greatest of some figures. */
function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { min: at(0), median: at(0.5), max: at(1) };
}

/** The rows of a measure, each figure as a ratio to the first contestant's median. */
export function rowsOf(
  figures: ReadonlyMap<string, readonly number[]>,
  targets: Readonly<Record<string, number>>,
): readonly Row[] {
  const base = spreadOf([...figures.values()][0] ?? []).median;
  return [...figures].map(([contestant, runs]) => ({
    contestant,
    runs,
    ratio: spreadOf(runs.map((figure) => figure / base)),
    target: targets[contestant],
  }));
}

/** The measures as one page of Markdown. */
export function markdownOf(
  measures: readonly Measured[],
  machine: { readonly node: string; readonly cpu: string; readonly cores: number },
): string {
  const lines = [`Node ${machine.node}, ${machine.cpu}, ${machine.cores} cores.`, ""];
  for (const { name, unit, setup, rows } of measures) {
    lines.push(`## ${name}`, "", setup, "");
    lines.push(
      `| contestant | ${unit}, median | ratio, median | min to max | target |`,
      "| --- | ---: | ---: | ---: | ---: |",
    );
    for (const { contestant, runs, ratio, target } of rows) {
      const cells = [
        contestant,
        spreadOf(runs).median.toFixed(1),
        ratio.median.toFixed(3),
        `${ratio.min.toFixed(3)} to ${ratio.max.toFixed(3)}`,
        target === undefined ? "" : `<= ${target}`,
      ];
      lines.push(`| ${cells.join(" | ")} |`);
    }
    lines.push("");
  }
  return lines.join("\n");
}
