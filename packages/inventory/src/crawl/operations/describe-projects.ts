import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjects$, type DatasetMetadata, parseProjectArn, ProjectDescription } from "@rekognition-rx/core";
import { isLeft } from "fp-ts/lib/Either.js";
import type { ListedDataset, ProjectRecord } from "../../records/project-record.js";
import type { CrawledOperation } from "./crawled-operation.js";
import { isoOf } from "./iso-of.js";
import { listedOperation } from "./listed-operation.js";
import { readItems } from "./read-items.js";

export const describeProjects: CrawledOperation = listedOperation<DescribeProjectsCommandOutput>({
  operation: "DescribeProjects",
  depths: ["projects"],
  list: ({ client }, config) =>
    // By default the service leaves adapters out, silently.
    describeProjects$({ client, ...config }, { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] }),
  read: ({ ProjectDescriptions: projects = [] }) => readItems(projects, ProjectDescription, projectRecord),
});

function projectRecord(project: ProjectDescription): ProjectRecord {
  return {
    _tag: "Project",
    arn: project.ProjectArn,
    name: nameOf(project),
    // The service leaves the feature out for Custom Labels.
    feature: project.Feature ?? "CUSTOM_LABELS",
    status: project.Status ?? null,
    creationTimestamp: isoOf(project.CreationTimestamp),
    autoUpdate: project.AutoUpdate ?? null,
    datasets: project.Datasets.map(listedDataset),
  };
}

function listedDataset(dataset: DatasetMetadata): ListedDataset {
  return {
    arn: dataset.DatasetArn,
    type: dataset.DatasetType ?? null,
    status: dataset.Status ?? null,
    statusMessage: dataset.StatusMessage ?? null,
    statusMessageCode: dataset.StatusMessageCode ?? null,
    creationTimestamp: isoOf(dataset.CreationTimestamp),
  };
}

function nameOf({ ProjectArn: arn }: ProjectDescription): string {
  const parts = parseProjectArn(arn);
  // Cannot happen: decoding has checked the ARN already, with the same grammar.
  if (isLeft(parts)) {
    throw parts.left;
  }
  return parts.right.projectName;
}
