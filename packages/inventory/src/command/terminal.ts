/** Where a run shows how far it is, and what it came to. */
export interface Terminal {
  readonly stream: NodeJS.WriteStream;
  /** Whether a person watches: progress is then one line that changes. */
  readonly isLive: boolean;
  readonly hasColors: boolean;
}

/** The standard output; where the rows go there, everything else goes to the other. */
export function terminalFor({ out, quiet }: { readonly out: string; readonly quiet: boolean }): Terminal {
  const stream = out === "-" ? process.stderr : process.stdout;
  const isLive = stream.isTTY && process.env["TERM"] !== "dumb" && !quiet;
  return { stream, isLive, hasColors: isLive && stream.hasColors() };
}
