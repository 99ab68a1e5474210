import type { Journal, Step } from "@rekognition-rx/inventory";

/**
 * A journal of projects with one dataset each, made as it is read. Each project gives a row of `inventory`, one of `projects`
 * and one of `datasets`.
 */
export function manyRows(projects: number): Journal {
  return {
    append: () => Promise.reject(new Error("it is only read")),
    steps: () => stepsOf(projects),
  };
}

async function* stepsOf(projects: number): AsyncGenerator<Step, void, undefined> {
  const target = "111122223333:us-east-1";
  const at = "2026-11-25T13:56:28.000Z";
  yield {
    _tag: "Run",
    version: 1,
    runId: "20261125T135627Z-4f2a",
    startedAt: at,
    options: { depth: ["projects"], rate: 5 },
  };
  yield {
    _tag: "Target",
    target,
    accountId: "111122223333",
    accountName: null,
    region: "us-east-1",
    outcome: "expected",
    error: null,
    at,
  };
  for (let done = 0, pages = 1; done < projects; pages += 1) {
    const records = Array.from({ length: Math.min(100, projects - done) }, (_, item) => project(done + item));
    done += records.length;
    yield {
      _tag: "Walk",
      target,
      accountId: "111122223333",
      region: "us-east-1",
      operation: "DescribeProjects",
      parentArn: null,
      generation: 1,
      pages,
      records,
      invalid: [],
      position: done < projects ? `token-${pages}` : null,
      outcome: done < projects ? null : "complete",
      error: null,
      requests: 1,
      throttles: 0,
      elapsedMs: 12,
      at,
    };
  }
  yield { _tag: "End", at };
}

function project(at: number): Extract<Step, { _tag: "Walk" }>["records"][number] {
  const name = `line-${at}-surface-inspection`;
  const arn = `arn:aws:rekognition:us-east-1:111122223333:project/${name}/${1_767_323_045_678 + at}`;
  const creationTimestamp = new Date(1_767_323_045_678 + at * 1_000).toISOString();
  return {
    _tag: "Project",
    arn,
    name,
    feature: "CUSTOM_LABELS",
    status: "CREATED",
    creationTimestamp,
    autoUpdate: null,
    datasets: [
      {
        arn: `${arn.slice(0, arn.lastIndexOf("/"))}/dataset/train/${1_767_323_045_678 + at}`,
        type: "TRAIN",
        status: at % 50 === 0 ? "CREATE_FAILED" : "CREATE_COMPLETE",
        statusMessage: at % 50 === 0 ? "The manifest file has 12 invalid lines." : null,
        statusMessageCode: at % 50 === 0 ? "CLIENT_ERROR" : "SUCCESS",
        creationTimestamp,
      },
    ],
  };
}
