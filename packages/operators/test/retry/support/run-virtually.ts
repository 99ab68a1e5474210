import type { VirtualTimeScheduler } from "rxjs";

/** Lets promises settle and virtual waits pass, in turn, until neither is left. */
export async function runVirtually(scheduler: VirtualTimeScheduler): Promise<void> {
  await settle();
  while (scheduler.actions.length > 0) {
    scheduler.flush();
    await settle();
  }
}

/** Lets virtual waits pass until the promise is settled, and gives it back. */
export async function virtually<T>(scheduler: VirtualTimeScheduler, running: Promise<T>): Promise<T> {
  const progress = { settled: false };
  const settles = (): void => {
    progress.settled = true;
  };
  running.then(settles, settles);
  for (let turn = 0; !progress.settled; turn += 1) {
    if (turn === 1_000) {
      throw new Error("it neither ends nor waits for the scheduler");
    }
    await settle();
    scheduler.flush();
  }
  return running;
}

/** Lets every promise settle that does not wait for a timer. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
