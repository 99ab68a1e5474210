import { trace } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { sweepEngine } from "../src/engine/sweep-engine.js";
import { sweptWorld } from "./support/in-process.js";

const postgres = postgresForTests();
const exporter = new InMemorySpanExporter();

beforeAll(() => {
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
});

afterAll(() => trace.disable());

test("each request has a span that names the run, the shard and the attempt, as the log does", async () => {
  const sweep = await sweepEngine.open({ connectionString: await postgres.database() });
  onTestFinished(() => sweep.close());
  const { run } = await sweptWorld();
  await sweep.begin(run);

  const claimed = new Set<string>();
  const stepped = new Set<string>();
  await sweep.work({
    runId: run.runId,
    stop: AbortSignal.timeout(40_000),
    onEvent: ({ what, runId, shard, attempt }) => {
      const of = { claimed, step: stepped }[what as string];
      of?.add(`${runId} ${shard} ${attempt}`);
    },
  });

  const pages = exporter.getFinishedSpans().filter(({ name }) => name.endsWith(" page"));
  const traced = new Set(
    pages.map(({ attributes }) =>
      ["rekognition_rx.run", "rekognition_rx.shard", "rekognition_rx.shard.attempt"]
        .map((name) => attributes[name])
        .join(" "),
    ),
  );
  expect(traced).toEqual(claimed);
  expect(traced).toEqual(stepped);
});
