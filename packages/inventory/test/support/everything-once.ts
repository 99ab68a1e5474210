import type { AccountSeed } from "@rekognition-rx/emulator";

/** An account with one of each thing that can be asked about; the project before it is empty. */
export function everythingOnce(): AccountSeed {
  return {
    accountId: "111122223333",
    region: "us-east-1",
    projects: [
      { name: "empty", createdAt: Date.UTC(2026, 0, 1) },
      {
        name: "parts",
        createdAt: Date.UTC(2026, 0, 2),
        datasets: [{ type: "TRAIN", status: "CREATE_COMPLETE", entries: [ENTRY] }],
        versions: [{ name: "v1", status: "RUNNING" }],
        policies: [{ name: "copy", document: { Version: "2012-10-17", Statement: [] } }],
      },
    ],
  };
}

const ENTRY = JSON.stringify({
  "source-ref": "s3://images/1.jpg",
  part: 0,
  "part-metadata": {
    confidence: 1,
    "class-name": "screw",
    type: "groundtruth/image-classification",
    "human-annotated": "yes",
    "creation-date": "2026-01-01T00:00:00",
    "job-name": "job",
  },
});
