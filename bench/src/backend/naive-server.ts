import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { paginateDescribeProjects, type ProjectDescription, RekognitionClient } from "@aws-sdk/client-rekognition";
import { requireEmulator } from "../harness/require-emulator.js";

// A server that takes an afternoon: `GET /projects` with the SDK's paginator, no pace, no limits, no log, and no framework.

requireEmulator();
const client = new RekognitionClient();

const server = createServer((_, response) => {
  void (async () => {
    response.writeHead(200, { "content-type": "application/x-ndjson; charset=utf-8" });
    const input = { Features: ["CUSTOM_LABELS" as const, "CONTENT_MODERATION" as const] };
    for await (const { ProjectDescriptions = [] } of paginateDescribeProjects({ client }, input)) {
      for (const project of ProjectDescriptions) {
        response.write(`${JSON.stringify(rowOf(project))}\n`);
      }
    }
    response.end();
  })();
});
server.listen(0, "127.0.0.1", () => {
  console.log(`Server listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

/** The same members as a row of the backend. */
function rowOf(project: ProjectDescription): unknown {
  return {
    arn: project.ProjectArn,
    name: project.ProjectArn?.split("/")[1],
    status: project.Status,
    feature: project.Feature ?? "CUSTOM_LABELS",
    createdAt: project.CreationTimestamp?.toISOString(),
    datasets: (project.Datasets ?? []).map(({ DatasetArn, DatasetType, Status, StatusMessage }) => ({
      arn: DatasetArn,
      type: DatasetType,
      status: Status,
      message: StatusMessage,
    })),
  };
}
