import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

/** An emulator in a process of its own, with entries in four datasets: with a million, each is as large as the service allows. */
export interface SeededEmulator {
  readonly url: string;
  stop(): Promise<void>;
}

/** @param folder - where the seed and its manifests are written. */
export async function startSeeded(folder: string, entries: number): Promise<SeededEmulator> {
  const manifest = `${entries}.jsonl`;
  const projects: object[] = [];
  const each = Math.ceil(entries / DATASETS);
  for (let from = 0; from < entries; from += each) {
    const name = `${from}-${manifest}`;
    const lines = manifestLines(from, Math.min(entries, from + each));
    await pipeline(Readable.from(lines), createWriteStream(join(folder, name)));
    projects.push({ name: `large-${from}`, datasets: [{ type: "TRAIN", manifest: name }] });
  }
  const seed = join(folder, `${entries}.json`);
  await writeFile(seed, JSON.stringify({ accounts: [{ projects }] }));
  const child = spawn(process.execPath, [EMULATOR, "--port", "0", "--seed", seed], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await once(child, "close");
    },
  };
}

/** Many lines at a time: each piece costs a turn of the stream. */
function* manifestLines(from: number, to: number): Generator<string> {
  for (let at = from; at < to; at += 1_000) {
    yield Array.from({ length: Math.min(1_000, to - at) }, (_, i) => `${lineOf(at + i)}\n`).join("");
  }
}

function lineOf(index: number): string {
  const label = LABELS[index % LABELS.length];
  return JSON.stringify({
    "source-ref": `s3://custom-labels-images/line-3/2026/${index}.jpg`,
    "surface-class": index % LABELS.length,
    "surface-class-metadata": {
      confidence: 1,
      "class-name": label,
      "human-annotated": "yes",
      "creation-date": "2026-01-01T00:00:00.000Z",
      type: "groundtruth/image-classification",
    },
  });
}

const EMULATOR = fileURLToPath(
  new URL("../bin/rekognition-emulator.js", import.meta.resolve("@rekognition-rx/emulator")),
);
const DATASETS = 4;
const LABELS = ["crack", "scratch", "dent", "fine"];
