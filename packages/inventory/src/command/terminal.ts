/** Where a run shows its progress and its result. */
export interface Terminal {
  readonly stream: NodeJS.WriteStream;
  /** Whether a person watches: progress is then drawn over and over in the same place. */
  readonly isLive: boolean;
  readonly hasColors: boolean;
}

/** The standard output; stderr if the rows go to the standard output. */
export function terminalFor({ out, quiet }: { readonly out: string; readonly quiet: boolean }): Terminal {
  const stream = out === "-" ? process.stderr : process.stdout;
  const isLive = stream.isTTY && process.env["TERM"] !== "dumb" && !quiet;
  return { stream, isLive, hasColors: isLive && stream.hasColors() };
}
