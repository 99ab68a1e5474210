/**
 * The turns and timers of the process, given to the world that is being simulated while there is one.
 *
 * Import this before anything that keeps a timer function for itself, as the core package does.
 */
export interface TimerHome {
  /** A `setImmediate`: a turn of the event loop. */
  turn(callback: () => void): void;
  /** A `setTimeout`: nothing in a world should need it, but errors that nobody takes are thrown from one. */
  timeout(callback: () => void, delay: number): void;
}

let home: TimerHome | undefined;

/** Gives turns and timers to a world, or back to the process. */
export function setTimerHome(to: TimerHome | undefined): void {
  home = to;
}

const { setImmediate: realImmediate, setTimeout: realTimeout } = globalThis;

/** A real turn of the event loop: every promise that can settle has settled when it is over. */
export function realTurn(): Promise<void> {
  return new Promise((resolve) => {
    realImmediate(resolve);
  });
}

const immediate = (callback: (...args: unknown[]) => void, ...args: unknown[]): unknown =>
  home === undefined ? realImmediate(callback, ...args) : home.turn(() => callback(...args));

const timeout = (callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]): unknown =>
  home === undefined ? realTimeout(callback, delay, ...args) : home.timeout(() => callback(...args), delay ?? 0);

Object.assign(globalThis, {
  setImmediate: Object.assign(immediate, realImmediate),
  setTimeout: Object.assign(timeout, realTimeout),
});
