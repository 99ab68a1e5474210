import { VirtualTimeScheduler } from "rxjs";
import { expect, test } from "vitest";
import { timerIn } from "../../src/time/timer-in.js";

test.each([0, 1, 5_000, 2 ** 31 - 1, 2 ** 31, 10_000_000_000])(
  "goes off once, after %d ms, without a timer that the platform cannot wait for",
  (milliseconds) => {
    const delays: number[] = [];
    const scheduler = new VirtualTimeScheduler();
    const schedule = scheduler.schedule.bind(scheduler);
    scheduler.schedule = (work, delay, ...rest) => {
      delays.push(delay ?? 0);
      return schedule(work, delay, ...rest);
    };
    const events: string[] = [];
    timerIn(milliseconds, scheduler).subscribe({
      next: () => events.push(`at ${scheduler.now()}`),
      complete: () => events.push("done"),
    });
    scheduler.flush();
    expect(events).toEqual([`at ${milliseconds}`, "done"]);
    expect(Math.max(...delays)).toBeLessThanOrEqual(2 ** 31 - 1);
  },
);
