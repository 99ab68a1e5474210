import { EventEmitter, once } from "node:events";
import { existsSync } from "node:fs";
import { open as openFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import * as fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type AppendedFile, LineWriter } from "../../src/journal/line-writer.js";
import { isOutputError } from "../../src/failures/output-error.js";
import { holds } from "../support/holds.js";
import { refuted } from "../support/refuted.js";

/** A file on a disk of a certain size, which takes what fits of a write, in pieces. */
class SmallDisk implements AppendedFile {
  readonly writes: string[] = [];
  bytes = Buffer.alloc(0);
  /** Bytes that were there when the last sync ended. */
  synced = 0;
  syncs = 0;
  failed = 0;
  writesAfterFailure = 0;
  room: number;
  readonly piece: number;
  syncing: () => Promise<void> = () => Promise.resolve();

  constructor(room = Number.POSITIVE_INFINITY, piece = Number.POSITIVE_INFINITY) {
    this.room = room;
    this.piece = piece;
  }

  async write(bytes: Uint8Array, offset: number): Promise<{ bytesWritten: number }> {
    this.writesAfterFailure += this.failed > 0 ? 1 : 0;
    await setImmediate();
    const part = bytes.subarray(offset, offset + Math.min(this.piece, this.room));
    if (part.length === 0) {
      this.failed += 1;
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    }
    this.room -= part.length;
    this.bytes = Buffer.concat([this.bytes, part]);
    this.writes.push(Buffer.from(part).toString());
    return { bytesWritten: part.length };
  }

  async datasync(): Promise<void> {
    this.syncs += 1;
    const { length } = this.bytes;
    await this.syncing();
    this.synced = length;
  }
}

function brokenDevice(): Promise<void> {
  return Promise.reject(Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" }));
}

function writerOn(disk: AppendedFile): LineWriter {
  return new LineWriter("out/run.journal", () => Promise.resolve(disk));
}

/**
 * On a disk that fills up, an append resolves if and only if its line is in the file, whole; what follows the last such
 * line is at most a part of the next, and nothing is written after the failure.
 */
function leavesNoHalfLineBetween(
  writer: (disk: AppendedFile) => Pick<LineWriter, "append">,
): fc.IAsyncProperty<unknown> {
  const texts = fc.array(fc.string({ unit: fc.constantFrom("a", "é", "🙂") }), { maxLength: 6 });
  const bursts = fc.array(fc.record({ texts, turns: fc.nat(4) }), { maxLength: 5 });
  return fc.asyncProperty(bursts, fc.nat(60), fc.integer({ min: 1, max: 20 }), async (bursts, room, piece) => {
    const disk = new SmallDisk(room, piece);
    const lines = writer(disk);
    const written: string[] = [];
    const refused: string[] = [];
    const appending: Promise<unknown>[] = [];
    for (const { texts, turns } of bursts) {
      for (const text of texts) {
        const line = `${text}\n`;
        appending.push(
          lines.append(line).then(
            () => written.push(line),
            () => refused.push(line),
          ),
        );
      }
      for (let turn = 0; turn < turns; turn += 1) {
        await setImmediate();
      }
    }
    await Promise.all(appending);
    const text = Buffer.from(written.join(""));
    expect(disk.bytes.subarray(0, text.length), "the lines whose append resolved").toEqual(text);
    const rest = disk.bytes.subarray(text.length);
    expect(Buffer.from(refused[0] ?? "").subarray(0, rest.length), "what follows them").toEqual(rest);
    expect(rest.includes("\n"), "a line whose append rejected").toBe(false);
    expect(disk.writesAfterFailure, "writes after the failure").toBe(0);
  });
}

/** Goes on after a failure. */
function careless(disk: AppendedFile): Pick<LineWriter, "append"> {
  return {
    async append(line) {
      const bytes = Buffer.from(line);
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await disk.write(bytes, done);
        done += bytesWritten;
      }
    },
  };
}

/** Something that waits until it is let go. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  const gate = new EventEmitter();
  return { passed: once(gate, "open").then(() => {}), open: () => void gate.emit("open") };
}

describe("LineWriter", () => {
  test("resolves what is in the file, on a disk that fills up, and leaves no half line between others", async () => {
    await holds(leavesNoHalfLineBetween(writerOn), 200);
  });

  test("that law sees a writer that goes on after a failure", async () => {
    expect(await refuted(leavesNoHalfLineBetween(careless))).toMatch(
      /the lines whose append|what follows them|a line whose append|writes after the failure/,
    );
  });

  test("writes all that waits at once", async () => {
    const disk = new SmallDisk();
    const writer = writerOn(disk);
    const first = writer.append("1\n");
    await setImmediate();
    await Promise.all([first, writer.append("2\n"), writer.append("3\n")]);
    expect(disk.writes).toEqual(["1\n", "2\n3\n"]);
    await writer.close();
  });

  test("writes about a megabyte at once, and a longer line by itself", async () => {
    const disk = new SmallDisk();
    const writer = writerOn(disk);
    const half = `${"x".repeat(600_000)}\n`;
    const long = `${"y".repeat(3_000_000)}\n`;
    await Promise.all([half, half, half, long, half].map((line) => writer.append(line)));
    expect(disk.writes).toEqual([half + half, half + long, half]);
    await writer.close();
  });

  test("syncs at most once a second, one at a time, and no append waits for it", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const disk = new SmallDisk();
    const writer = writerOn(disk);
    await writer.append("1\n");
    await writer.append("2\n");
    await vi.advanceTimersByTimeAsync(999);
    expect(disk.syncs).toBe(0);
    const { passed, open } = gate();
    disk.syncing = () => passed;
    await vi.advanceTimersByTimeAsync(1);
    expect(disk.syncs).toBe(1);
    await writer.append("3\n");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(disk.syncs).toBe(1);
    open();
    await vi.advanceTimersByTimeAsync(0);
    expect({ syncs: disk.syncs, synced: disk.synced }).toEqual({ syncs: 2, synced: 6 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(disk.syncs).toBe(2);
  });

  test("sync waits for what was appended before it, and for a sync that holds it", async () => {
    const disk = new SmallDisk();
    const writer = writerOn(disk);
    void writer.append("1\n");
    void writer.append("2\n");
    await writer.sync();
    expect(disk.synced).toBe(4);
    const { passed, open } = gate();
    disk.syncing = () => passed;
    void writer.append("3\n");
    const first = writer.sync();
    await vi.waitFor(() => expect(disk.syncs).toBe(2));
    void writer.append("4\n");
    const second = writer.sync();
    open();
    await Promise.all([first, second]);
    expect({ synced: disk.synced, syncs: disk.syncs }).toEqual({ synced: 8, syncs: 3 });
    await writer.sync();
    expect(disk.syncs).toBe(3);
    await writer.close();
  });

  test("a sync that fails is the end: its bytes may be lost, and a second sync would not say so", async () => {
    const disk = new SmallDisk();
    disk.syncing = brokenDevice;
    const writer = writerOn(disk);
    await writer.append("1\n");
    await expect(writer.sync()).rejects.toThrow(/^cannot write out\/run\.journal: the device failed$/);
    disk.syncing = () => Promise.resolve();
    await expect(writer.append("2\n")).rejects.toSatisfy(isOutputError);
    await expect(writer.sync()).rejects.toThrow(/the device failed/);
    expect(disk.writes).toEqual(["1\n"]);
  });

  test("a failure that no append has seen is reported by close, and one that has been reported is not", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const disk = new SmallDisk();
    disk.syncing = brokenDevice;
    const silent = writerOn(disk);
    await silent.append("1\n");
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(silent.close()).rejects.toThrow(/the device failed/);

    const reported = writerOn(new SmallDisk(0));
    await expect(reported.append("1\n")).rejects.toThrow(/no space is left on the device/);
    await reported.close();
  });

  test("a file that cannot be opened rejects all that wait, and is tried again for the next", async () => {
    const disk = new SmallDisk();
    const tries = [() => Promise.reject(new Error("held")), () => Promise.resolve(disk)];
    const writer = new LineWriter("out/run.journal", () => (tries.shift() ?? (() => Promise.resolve(disk)))());
    const ends = await Promise.allSettled([writer.append("1\n"), writer.append("2\n")]);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await writer.append("3\n");
    expect(disk.writes).toEqual(["3\n"]);
    await writer.close();
  });

  test("the sync that it waits for keeps no process from its end", async () => {
    const writer = writerOn(new SmallDisk());
    // Those of the process cannot be counted: other files of it may have some.
    const real = globalThis.setTimeout;
    const timers: NodeJS.Timeout[] = [];
    globalThis.setTimeout = ((...args: Parameters<typeof real>) => {
      const timer = real(...args);
      timers.push(...(args[1] === 1_000 ? [timer] : []));
      return timer;
    }) as typeof real;
    try {
      await writer.append("1\n");
    } finally {
      globalThis.setTimeout = real;
    }
    expect(timers.map((timer) => timer.hasRef())).toEqual([false]);
    await writer.close();
  });

  // A device that answers every write as a full disk does; only Linux has it.
  test.skipIf(!existsSync("/dev/full"))("a full disk is an error in words", async () => {
    const file = await openFile("/dev/full", "a");
    onTestFinished(() => file.close());
    const writer = writerOn(file);
    const ends = await Promise.allSettled([writer.append("1\n"), writer.append("2\n")]);
    for (const end of ends) {
      expect(end).toMatchObject({
        status: "rejected",
        reason: { message: "cannot write out/run.journal: no space is left on the device" },
      });
    }
    await writer.close();
  });
});
