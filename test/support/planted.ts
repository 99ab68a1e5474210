/** A fault that is planted on purpose, which a proof has to find: a proof that cannot fail says nothing. */
export interface Planted {
  readonly name: string;
  /** The promise that it breaks. */
  readonly promised: string;
  /** Makes a run that has the fault: the promises that were seen to be broken. */
  readonly run: () => Promise<readonly { readonly promised: string; readonly how: string }[]>;
}

/** Prints of each fault whether it is found. @returns the exit status: 1 if one is missed. */
export async function findAll(faults: readonly Planted[]): Promise<number> {
  let missed = 0;
  for (const { name, promised, run } of faults) {
    const found = (await run()).find((broken) => broken.promised === promised);
    missed += found === undefined ? 1 : 0;
    console.log(`  ${found === undefined ? "MISSED" : "found "} ${name}: ${found?.how.slice(0, 160) ?? promised}`);
  }
  return missed === 0 ? 0 : 1;
}
