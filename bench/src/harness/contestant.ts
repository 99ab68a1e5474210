/** The contestant that is named on the command line. */
export function contestant<Contestant>(contestants: Readonly<Record<string, Contestant>>): {
  readonly name: string;
  readonly run: Contestant;
} {
  const name = process.argv[2] ?? "";
  const run = contestants[name];
  if (run === undefined) {
    throw new Error(`no contestant ${JSON.stringify(name)}; there are ${Object.keys(contestants).join(", ")}`);
  }
  return { name, run };
}

/** Nanoseconds of wall time that one item takes, at best of some batches: the others were disturbed. */
export function nanosecondsEach(items: number, work: () => void): number {
  const until = performance.now() + 300;
  while (performance.now() < until) {
    work();
  }
  const batches: number[] = [];
  for (let batch = 0; batch < 25; batch += 1) {
    const from = performance.now();
    work();
    batches.push(performance.now() - from);
  }
  return (Math.min(...batches) * 1e6) / items;
}
