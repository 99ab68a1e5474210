/** The result of a promise. If the signal is aborted before, rejects with its reason. Leaves no listener behind. */
export function within<Result>(signal: AbortSignal | undefined, promise: Promise<Result>): Promise<Result> {
  if (signal === undefined) {
    return promise;
  }
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) {
      stop();
    }
    void promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
