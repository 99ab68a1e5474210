import { type Step, viewsOf, type WalkStep } from "@rekognition-rx/inventory";
import { Held } from "../inventory/held.js";

// Makes the ledger of a made-up run with as many targets as the command line says, and prints the bytes in use meanwhile.

const AT = "2026-11-30T12:00:00.000Z";
const held = new Held(1);
const ledger = viewsOf({ steps, append: () => Promise.reject(new Error("this run is only read")) }).ledger();
for await (const entry of ledger) {
  if (entry._tag === "Target" && held.most === 0) {
    held.look();
  }
}
console.log(held.most * 1e6);

async function* steps(): AsyncGenerator<Step, void, undefined> {
  yield {
    _tag: "Run",
    version: 1,
    runId: "made-up",
    startedAt: AT,
    options: { depth: ["projects", "datasets"], rate: 5 },
  };
  for (let target = 0; target < Number(process.argv[2]); target += 1) {
    for (const step of stepsOf(String(100_000_000_000 + target), "us-east-1")) {
      // As they are read from a journal: no step shares a text with another.
      yield JSON.parse(JSON.stringify(step)) as Step;
    }
  }
  yield { _tag: "End", at: AT };
}

function* stepsOf(accountId: string, region: string): Generator<Step, void, undefined> {
  const target = `${accountId}:${region}`;
  const project = (number: number): string =>
    `arn:aws:rekognition:${region}:${accountId}:project/line-${number}-surface-inspection`;
  const datasetArns = (number: number): readonly string[] =>
    ["train", "test"].map((kind) => `${project(number)}/dataset/${kind}/1700000000000`);
  const walk = (
    operation: WalkStep["operation"],
    parentArn: string | null,
    records: WalkStep["records"] = [],
  ): WalkStep => ({
    _tag: "Walk",
    target,
    accountId,
    region,
    operation,
    parentArn,
    generation: 0,
    pages: 1,
    position: null,
    outcome: "complete",
    error: null,
    requests: 1,
    throttles: 0,
    elapsedMs: 5,
    at: AT,
    records,
    invalid: [],
  });
  yield { _tag: "Target", target, accountId, accountName: null, region, outcome: "expected", error: null, at: AT };
  const numbers = Array.from({ length: 100 }, (_, at) => at);
  yield walk(
    "DescribeProjects",
    null,
    numbers.map((number) => ({
      _tag: "Project",
      arn: `${project(number)}/1700000000000`,
      name: `line-${number}-surface-inspection`,
      status: "CREATED",
      feature: "CUSTOM_LABELS",
      autoUpdate: null,
      creationTimestamp: AT,
      datasets: datasetArns(number).map((arn) => ({
        arn,
        type: "TRAIN",
        status: "CREATE_COMPLETE",
        statusMessage: null,
        statusMessageCode: null,
        creationTimestamp: AT,
      })),
    })),
  );
  for (const arn of numbers.flatMap(datasetArns)) {
    yield walk("DescribeDataset", arn);
    yield walk("ListDatasetLabels", arn);
  }
}
