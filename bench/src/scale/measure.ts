import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { type Measured, rowsOf } from "../harness/table.js";

const EMULATOR = fileURLToPath(
  new URL("../bin/rekognition-emulator.js", import.meta.resolve("@rekognition-rx/emulator")),
);
const PROJECTS = 100_000;
const ENTRIES = 1_000_000;
const LABELS = ["crack", "scratch", "dent", "fine"];
const ROOT = "arn:aws:rekognition:us-east-1:111122223333:project";

/** The memory that the emulator takes for a large account, and whether a page costs the same at every place. */
export async function scale(): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-scale-"));
  try {
    const seeded = await seededAccount(folder);
    const written = await writtenAccount(folder);
    const memory: Measured = {
      name: "scale: memory",
      unit: "MiB at most",
      setup:
        `The emulator's command with ${PROJECTS} projects of two datasets each, and ${ENTRIES} entries of 256 bytes: ` +
        "the most memory that the process ever had (VmHWM). In the first row the entries come from a seed file and " +
        "its manifest, and every page is walked. In the second row UpdateDatasetEntries sends the entries.",
      rows: rowsOf(
        new Map([
          ["from a seed file", [seeded.mebibytes]],
          ["by writes", [written]],
        ]),
        {
          "from a seed file": { of: "figure", atMost: 1_536 },
          "by writes": { of: "figure", atMost: 1_536 },
        },
        false,
      ),
    };
    return [memory, ...seeded.pages];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function seededAccount(
  folder: string,
): Promise<{ readonly mebibytes: number; readonly pages: readonly Measured[] }> {
  await pipeline(
    Readable.from(pieces(manifestLines(0, ENTRIES), 1_000_000)),
    createWriteStream(join(folder, "entries.jsonl")),
  );
  const seed = join(folder, "seeded.json");
  const large = { name: "large", createdAt: 5, datasets: [{ type: "TRAIN", createdAt: 6, manifest: "entries.jsonl" }] };
  await writeFile(seed, JSON.stringify({ accounts: [{ projects: [...projects(), large] }] }));
  const emulator = await startCommand(seed);
  const DatasetArn = `${ROOT}/large/dataset/train/6`;
  const pages = [
    await pagesOf(emulator, "entries", "ListDatasetEntries", { DatasetArn }),
    await pagesOf(emulator, "entries with a label", "ListDatasetEntries", { DatasetArn, ContainsLabels: ["crack"] }),
    await pagesOf(emulator, "projects", "DescribeProjects", {}),
  ];
  return { mebibytes: await emulator.stop(), pages };
}

/** Writes can fill a dataset with at most 250 000 images: four of them hold what one dataset of a seed holds. */
async function writtenAccount(folder: string): Promise<number> {
  const datasets = ["w0", "w1", "w2", "w3"];
  const seed = join(folder, "written.json");
  const empty = datasets.map((name) => ({ name, datasets: [{ type: "TRAIN", createdAt: 6 }] }));
  await writeFile(seed, JSON.stringify({ accounts: [{ projects: [...projects(), ...empty] }] }));
  const emulator = await startCommand(seed, "--transitions", "0");
  const each = ENTRIES / datasets.length;
  for (const [index, name] of datasets.entries()) {
    const DatasetArn = `${ROOT}/${name}/dataset/train/6`;
    for (const text of pieces(manifestLines(index * each, (index + 1) * each), 4_000_000)) {
      await emulator.call("UpdateDatasetEntries", {
        DatasetArn,
        Changes: { GroundTruth: Buffer.from(text).toString("base64") },
      });
    }
    const { DatasetDescription } = await emulator.call("DescribeDataset", { DatasetArn });
    const held = JSON.stringify(DatasetDescription);
    if (!held.includes(`"TotalEntries":${each}`)) {
      throw new Error(`${name} does not have ${each} entries: ${held}`);
    }
  }
  return emulator.stop();
}

/** The time of a page at several places of a listing, measured in turn, after a walk of the whole listing. */
async function pagesOf(emulator: Command, title: string, operation: string, input: object): Promise<Measured> {
  const tokens: (string | undefined)[] = [undefined];
  for (let token = await nextToken(emulator, operation, input); token !== undefined;) {
    tokens.push(token);
    token = await nextToken(emulator, operation, { ...input, NextToken: token });
  }
  // Not the first page, whose request has no token, and not the last page, which may be shorter.
  const places = new Map([
    ["at the start", tokens[1]],
    ["in the middle", tokens[tokens.length >> 1]],
    ["at the end", tokens.at(-2)],
  ]);
  const figures = new Map([...places.keys()].map((place): [string, number[]] => [place, []]));
  for (let round = 0; round < 7; round += 1) {
    const times = new Map([...places.keys()].map((place): [string, number[]] => [place, []]));
    for (let count = 0; count < 100; count += 1) {
      for (const [place, NextToken] of places) {
        const startedAt = performance.now();
        await emulator.call(operation, { ...input, NextToken });
        times.get(place)?.push(performance.now() - startedAt);
      }
    }
    for (const [place, each] of times) {
      figures.get(place)?.push(each.toSorted((a, b) => a - b)[each.length >> 1] ?? 0);
    }
  }
  return {
    name: `scale: a page of ${title}`,
    unit: "ms",
    setup:
      `${tokens.length} pages of 100. Each figure is the median of 100 requests over loopback. ` +
      "There are seven figures for each place; requests to the three places take turns.",
    rows: rowsOf(figures, {
      "in the middle": { of: "ratio", atMost: 1.1 },
      "at the end": { of: "ratio", atMost: 1.1 },
    }),
  };
}

async function nextToken(emulator: Command, operation: string, input: object): Promise<string | undefined> {
  const { NextToken } = await emulator.call(operation, input);
  return typeof NextToken === "string" ? NextToken : undefined;
}

function projects(): readonly object[] {
  const datasets = [{ type: "TRAIN" }, { type: "TEST" }];
  return Array.from({ length: PROJECTS }, (_, index) => ({ name: `project-${index}`, datasets }));
}

function* manifestLines(from: number, to: number): Generator<string> {
  for (let index = from; index < to; index += 1) {
    yield JSON.stringify({
      "source-ref": `s3://custom-labels-images/line-3/2026/${index}.jpg`,
      "surface-class": index % LABELS.length,
      "surface-class-metadata": {
        confidence: 1,
        "class-name": LABELS[index % LABELS.length],
        "human-annotated": "yes",
        "creation-date": "2026-01-01T00:00:00.000Z",
        type: "groundtruth/image-classification",
      },
    });
  }
}

/** Joins lines into texts of `characters` characters or a little more. */
function* pieces(lines: Iterable<string>, characters: number): Generator<string> {
  let text = "";
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length >= characters) {
      yield text;
      text = "";
    }
  }
  if (text !== "") {
    yield text;
  }
}

interface Command {
  call(operation: string, input: object): Promise<Readonly<Record<string, unknown>>>;
  /** Ends the command. @returns the most memory that it ever had, in MiB */
  stop(): Promise<number>;
}

async function startCommand(seed: string, ...args: readonly string[]): Promise<Command> {
  const child = spawn(process.execPath, [EMULATOR, "--port", "0", "--seed", seed, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return {
    async call(operation, input) {
      const response = await fetch(url, {
        method: "POST",
        body: JSON.stringify(input),
        headers: {
          "Content-Type": "application/x-amz-json-1.1",
          "X-Amz-Target": `RekognitionService.${operation}`,
          Authorization: "AWS4-HMAC-SHA256 Credential=bench/20261124/us-east-1/rekognition/aws4_request, Signature=00",
        },
      });
      const text = await response.text();
      if (!response.ok) {
        throw new Error(`${operation} was refused: ${text}`);
      }
      return JSON.parse(text) as Readonly<Record<string, unknown>>;
    },
    async stop() {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => {
        throw new Error("the most memory that a process had can only be read on Linux");
      });
      child.kill("SIGTERM");
      await once(child, "close");
      return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024;
    },
  };
}
