import type { DescribeProjectsCommand, DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import type { PageClient } from "@rekognition-rx/core";

/** A client without a network, which makes pages on demand: the rest of the cost is the walk's own. */
export function madeUpService(
  pages: number,
  {
    projects = 0,
    datasets = 0,
    answer = (page) => Promise.resolve(page),
  }: {
    readonly projects?: number;
    readonly datasets?: number;
    readonly answer?: (page: DescribeProjectsCommandOutput) => Promise<DescribeProjectsCommandOutput>;
  } = {},
): PageClient<DescribeProjectsCommandOutput, DescribeProjectsCommand> {
  return {
    send: (command) => {
      const number = Number(command.input.NextToken ?? 0);
      return answer({
        $metadata: { httpStatusCode: 200 },
        ProjectDescriptions: Array.from({ length: projects }, (_, i) => projectOf(number * projects + i, datasets)),
        ...(number + 1 < pages ? { NextToken: String(number + 1) } : {}),
      });
    },
  };
}

const ACCOUNT = "arn:aws:rekognition:us-east-1:111122223333";

function projectOf(
  number: number,
  datasets: number,
): NonNullable<DescribeProjectsCommandOutput["ProjectDescriptions"]>[0] {
  return {
    ProjectArn: `${ACCOUNT}:project/p${number}/1700000000000`,
    CreationTimestamp: new Date(1_700_000_000_000 + number),
    Status: "CREATED",
    Feature: "CUSTOM_LABELS",
    Datasets: Array.from({ length: datasets }, (_, i) => ({
      DatasetArn: `${ACCOUNT}:project/p${number}/dataset/${i % 2 === 0 ? "train" : "test"}/17000000000${i + 10}`,
      DatasetType: i % 2 === 0 ? ("TRAIN" as const) : ("TEST" as const),
      Status: "CREATE_COMPLETE" as const,
      CreationTimestamp: new Date(1_700_000_000_000 + i),
    })),
  };
}
