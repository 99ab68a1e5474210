// Fills an emulator with 100 000 projects and 1 000 000 entries, and tells its memory and what pages cost.
//
// Usage: node packages/emulator/test/scripts/measure-scale.mjs (after a build)

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { createEmulator, lifelikeAccount } from "../../dist/index.js";

const images = 1_000_000;
const createdAt = Date.UTC(2026, 10, 21);
const DatasetArn = `arn:aws:rekognition:us-east-1:111122223333:project/large/dataset/train/${createdAt}`;
let url = "";
await (process.send === undefined ? measure() : serve());

// The emulator has a process of its own: what the client needs is not its memory.
async function measure() {
  const server = fork(fileURLToPath(import.meta.url));
  [url] = /** @type {[string]} */ (await once(server, "message"));
  const loading = performance.now();
  await call("DescribeDataset", { DatasetArn });
  console.log(`entries read in ${((performance.now() - loading) / 1_000).toFixed(1)} s`);
  await walk("ListDatasetEntries", { DatasetArn });
  await walk("ListDatasetEntries", { DatasetArn, ContainsLabels: ["crack"] });
  await walk("DescribeProjects", {});
  server.send("memory");
  const [memory] = /** @type {[NodeJS.MemoryUsage]} */ (await once(server, "message"));
  const { rss, heapUsed, arrayBuffers } = memory;
  console.log(`memory: ${mib(rss)} in all (heap ${mib(heapUsed)}, buffers ${mib(arrayBuffers)})`);
  server.kill();
  process.exitCode = rss < 2 ** 30 ? 0 : 1;
}

async function serve() {
  const { projects } = lifelikeAccount({ projects: 100_000 });
  const emulator = await createEmulator({
    account: {
      projects: [
        ...projects,
        { name: "large", createdAt, datasets: [{ type: "TRAIN", createdAt, entries: entries() }] },
      ],
    },
  });
  process.on("message", () => process.send?.(process.memoryUsage()));
  process.send?.(emulator.url);
}
function* entries() {
  const labels = ["crack", "scratch", "dent", "fine"];
  for (let index = 0; index < images; index++) {
    const label = labels[index % labels.length];
    yield JSON.stringify({
      "source-ref": `s3://custom-labels-images/line-3/2026/${index}.jpg`,
      "surface-class": index % labels.length,
      "surface-class-metadata": {
        confidence: 1,
        "class-name": label,
        "human-annotated": "yes",
        "creation-date": "2026-01-01T00:00:00.000Z",
        type: "groundtruth/image-classification",
      },
    });
  }
}

/**
 * @param {string} operation
 * @param {object} input
 */
async function walk(operation, input) {
  /** @type {number[]} */
  const times = [];
  let NextToken;
  do {
    const start = performance.now();
    ({ NextToken } = await call(operation, { ...input, NextToken }));
    times.push(performance.now() - start);
  } while (NextToken !== undefined);
  const tenth = Math.ceil(times.length / 10);
  console.log(
    `${operation} ${JSON.stringify(input)}: ${times.length} pages, median ms a page: ` +
      `first tenth ${median(times.slice(0, tenth))}, last tenth ${median(times.slice(-tenth))}`,
  );
}

/**
 * @param {string} operation
 * @param {object} input
 * @returns {Promise<{ NextToken?: string }>}
 */
async function call(operation, input) {
  const response = await fetch(url, {
    method: "POST",
    body: JSON.stringify(input),
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `RekognitionService.${operation}`,
      Authorization: "AWS4-HMAC-SHA256 Credential=AKID/20261123/us-east-1/rekognition/aws4_request, Signature=00",
    },
  });
  const output = await response.json();
  return /** @type {{ NextToken?: string }} */ (output);
}

/** @param {number[]} list */
function median(list) {
  return (list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0).toFixed(2);
}

/** @param {number} bytes */
function mib(bytes) {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
