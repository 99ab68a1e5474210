/** The reason of an abort that a signal of the operating system asked for. */
export class Interruption extends Error {
  readonly _tag = "Interruption";
  /** 128 and the number of the signal, as a shell reports it. */
  readonly exitCode: number;

  constructor(exitCode: number) {
    super("stopped");
    this.name = "Interruption";
    this.exitCode = exitCode;
  }
}

/** Whether a value is an {@link Interruption}. */
export function isInterruption(value: unknown): value is Interruption {
  return value instanceof Error && "_tag" in value && value._tag === "Interruption";
}

/** A signal that aborts with an {@link Interruption} on Ctrl-C, or when the process is asked to end. */
export function onInterruption(): { readonly signal: AbortSignal; readonly stopListening: () => void } {
  const controller = new AbortController();
  const listeners = Object.entries(EXIT_CODES).map(([name, exitCode]) => {
    const listener = (): void => {
      // Without a listener, a second Ctrl-C kills the process.
      stopListening();
      controller.abort(new Interruption(exitCode));
    };
    process.on(name, listener);
    return { name, listener };
  });
  const stopListening = (): void => {
    for (const { name, listener } of listeners) {
      process.off(name, listener);
    }
  };
  return { signal: controller.signal, stopListening };
}

const EXIT_CODES: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
