import { describe, expect, test } from "vitest";
import { createEmulator } from "@rekognition-rx/emulator";
import { SteeredClock } from "../../src/time/steered-clock.js";

describe("SteeredClock", () => {
  test("follows its base, ahead by what it was advanced, from where it was set", () => {
    let base = 100;
    const clock = new SteeredClock(() => base);
    clock.advance(50);
    base += 5;
    expect(clock.now()).toBe(155);
    clock.set(1_000);
    base += 5;
    expect(clock.now()).toBe(1_005);
    clock.reset();
    expect(clock.now()).toBe(110);
  });

  test("stands while it is stopped, and goes on from there", () => {
    let base = 100;
    const clock = new SteeredClock(() => base);
    clock.stop();
    base += 50;
    expect([clock.now(), clock.isStopped]).toEqual([100, true]);
    clock.advance(7);
    clock.stop();
    expect(clock.now()).toBe(107);
    clock.go();
    clock.go();
    base += 1;
    expect([clock.now(), clock.isStopped]).toEqual([108, false]);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("is not advanced by %d, nor set to it", (ms) => {
    const clock = new SteeredClock(() => 0);
    expect(() => clock.advance(ms)).toThrow(RangeError);
    expect(() => clock.set(ms)).toThrow(RangeError);
  });
});

test.each<readonly [object, string]>([
  [{ transitions: -1 }, "transitions.createProject is -1"],
  [{ transitions: { train: Number.NaN } }, "transitions.train is NaN"],
  [{ transitions: { training: 1 } }, "transitions.training is not a transition; the transitions are createProject,"],
  [{ denied: [{}, { operation: "DescribeProject" }] }, 'denied[1].operation is "DescribeProject"; it must be one of'],
  [{ denied: [{ operation: ["AssumeRole", "*"] }] }, 'denied[0].operation is "*"; it must be one of'],
  [{ manifests: "no/such/folder" }, 'manifests is "no/such/folder"; it must be a folder that exists'],
  [{ quotas: { projects: -1 } }, "quotas.projects is -1"],
  [{ quotas: { project: 1 } }, "quotas.project is not a quota; the quotas are projects,"],
])("createEmulator refuses %j", async (options, message) => {
  await expect(createEmulator(options)).rejects.toThrow(message);
});
