import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { processIdentity } from "../../src/journal/process-identity.js";

const platforms = process.platform === "linux" ? (["linux", "darwin"] as const) : [process.platform];

describe.each(platforms)("processIdentity, as on %s", (platform) => {
  test("is the same each time, and another for a later process", async () => {
    const here = await processIdentity(process.pid, platform);
    await sleep(50);
    expect(await processIdentity(process.pid, platform)).toEqual(here);
    expect(here).toMatchObject({ pid: process.pid, start: expect.stringMatching(/\d/) as string });
    const child = sleeper();
    const there = await processIdentity(child.pid ?? 0, platform);
    expect(there).toMatchObject({ host: here?.host, namespace: here?.namespace });
    expect(there?.start).not.toBe(here?.start);
  });

  test("is none for a process that has ended", async () => {
    const child = sleeper();
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await processIdentity(child.pid ?? 0, platform)).toBeUndefined();
  });

  test("is none for one that has ended, and that its parent has not collected", async () => {
    // The shell becomes `sleep`, which never asks after the child that it was left.
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
    onTestFinished(() => void parent.kill("SIGKILL"));
    const [pid] = (await once(parent.stdout.setEncoding("utf8"), "data")) as [string];
    await expect.poll(() => processIdentity(Number(pid), platform), { timeout: 10_000 }).toBeUndefined();
  });
});

function sleeper(): ChildProcess {
  const child = spawn("sleep", ["60"], { stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}
