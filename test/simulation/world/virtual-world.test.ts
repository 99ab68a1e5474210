import { timer } from "rxjs";
import { describe, expect, test } from "vitest";
import { setTimerHome } from "./intercepted-timers.js";
import { VirtualWorld } from "./virtual-world.js";

describe("a virtual world", () => {
  test("lets time pass from one thing that is due to the next", () => {
    const world = new VirtualWorld(1);
    const seen: string[] = [];
    world.after(20, "", () => seen.push(`late at ${world.now}`));
    world.after(10, "", () => {
      seen.push(`early at ${world.now}`);
      world.after(5, "", () => seen.push(`between at ${world.now}`));
    });
    runOut(world);

    expect(seen).toEqual(["early at 10", "between at 15", "late at 20"]);
  });

  test("keeps the order of timers that are due together, and lets the seed choose that of all else", () => {
    const orders = Array.from({ length: 50 }, (_, seed) => {
      const world = new VirtualWorld(seed);
      const seen: string[] = [];
      world.timer(5, "", () => seen.push("timer 1"));
      world.timer(5, "", () => seen.push("timer 2"));
      world.after(5, "", () => seen.push("answer"));
      runOut(world);
      return seen.join();
    });

    expect([...new Set(orders)].toSorted()).toEqual(["answer,timer 1,timer 2", "timer 1,timer 2,answer"]);
  });

  test("gives the turns of the event loop their time before any passes", () => {
    const world = new VirtualWorld(1);
    const seen: string[] = [];
    setTimerHome(world);
    setImmediate(() => setImmediate(() => seen.push(`second turn at ${world.now}`)));
    setTimerHome(undefined);
    world.after(1, "", () => seen.push("later"));
    expect(world.pendingTurns).toBe(1);
    setTimerHome(world);
    runOut(world);
    setTimerHome(undefined);

    expect(seen).toEqual(["second turn at 0", "later"]);
  });

  test("takes back what was cancelled", () => {
    const world = new VirtualWorld(1);
    const cancel = world.after(1, "", () => expect.unreachable());
    cancel();

    expect(world.step()).toBe(false);
  });

  test("keeps the errors that are thrown where nobody can catch them", () => {
    const world = new VirtualWorld(1);
    const error = new Error("lost");
    world.timeout(() => {
      throw error;
    }, 0);
    runOut(world);

    expect(world.unhandled).toEqual([error]);
  });
});

describe("a scheduler in it", () => {
  test("runs the timers of rxjs, and counts those that are pending", () => {
    const world = new VirtualWorld(1);
    const scheduler = world.scheduler("here");
    const seen: string[] = [];
    const subscription = timer(10, 10, scheduler).subscribe((value) => seen.push(`${value} at ${world.now}`));
    for (let step = 0; step < 3; step += 1) {
      expect(scheduler.pending).toBe(1);
      world.step();
    }
    subscription.unsubscribe();

    expect(seen).toEqual(["0 at 10", "1 at 20", "2 at 30"]);
    expect(scheduler.pending).toBe(0);
    expect(world.step()).toBe(false);
    expect(scheduler.now()).toBe(30);
  });
});

function runOut(world: VirtualWorld): void {
  for (let steps = 0; steps < 100 && world.step(); steps += 1) {}
}
