/** The operations that the simulated service answers, each as AWS names it. */
export const OPERATIONS = [
  "DescribeProjects",
  "DescribeProjectVersions",
  "ListDatasetEntries",
  "ListDatasetLabels",
  "ListProjectPolicies",
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** The member of the answer that holds the items. */
export const LIST_OF: Readonly<Record<Operation, string>> = {
  DescribeProjects: "ProjectDescriptions",
  DescribeProjectVersions: "ProjectVersionDescriptions",
  ListDatasetEntries: "DatasetEntries",
  ListDatasetLabels: "DatasetLabelDescriptions",
  ListProjectPolicies: "ProjectPolicies",
};

export const LARGEST_PAGE: Readonly<Record<Operation, number>> = {
  DescribeProjects: 100,
  DescribeProjectVersions: 100,
  ListDatasetEntries: 100,
  ListDatasetLabels: 100,
  ListProjectPolicies: 5,
};

export const PROJECT_ARN = "arn:aws:rekognition:us-east-1:111122223333:project/parts/1700000000000";
export const DATASET_ARN = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";

/** The name of the project with this number. */
export function projectName(item: number): string {
  return `p${item}`;
}

/** What is wrong, or new, about the items of one answer. */
export interface Twist {
  readonly unknownEnum: boolean;
  readonly unknownMember: boolean;
  /** The first item is none that decodes. */
  readonly invalid: boolean;
}

/** An item as the SDK's answer has it; each time a new object. */
export function itemOf(operation: Operation, item: number, twist: Twist, isFirst: boolean): unknown {
  const wrong = twist.invalid && isFirst;
  const extra = twist.unknownMember ? { SomethingNew: { Since: 2027 } } : {};
  const status = twist.unknownEnum ? "SOMETHING_NEW" : undefined;
  switch (operation) {
    case "DescribeProjects":
      return {
        ProjectArn: wrong ? `no ARN of ${projectName(item)}` : projectArn(item),
        CreationTimestamp: new Date(1_700_000_000_000 + item),
        Status: status ?? "CREATED",
        Datasets: datasetsOf(item).map((DatasetType) => ({
          DatasetArn: `arn:aws:rekognition:us-east-1:111122223333:project/${projectName(item)}/dataset/${DatasetType.toLowerCase()}/1700000000000`,
          DatasetType,
          Status: status ?? "CREATE_COMPLETE",
        })),
        ...extra,
      };
    case "DescribeProjectVersions":
      return {
        ProjectVersionArn: `arn:aws:rekognition:us-east-1:111122223333:project/parts/version/v${item}/1700000000000`,
        Status: status ?? "STOPPED",
        ...extra,
      };
    case "ListDatasetEntries":
      return wrong ? `{"source-ref": ${item}` : JSON.stringify({ "source-ref": `s3://b/${item}.png`, ...extra });
    case "ListDatasetLabels":
      return { LabelName: `l${item}`, LabelStats: { EntryCount: item }, ...extra };
    case "ListProjectPolicies":
      return { ProjectArn: PROJECT_ARN, PolicyName: `y${item}`, PolicyDocument: "{}", ...extra };
  }
}

/** Which item a value is that came out of a walk: a page's, a decoded one, a row; `NaN` if it is none. */
export function itemNumber(value: unknown): number {
  const text = typeof value === "string" ? value : textOf(value);
  const found = /(?:project\/p|no ARN of p|version\/v|s3:\/\/b\/|^l|^y|"source-ref": )(\d+)/.exec(text);
  return Number(found?.[1]);
}

export function datasetsOf(item: number): readonly string[] {
  return (["TRAIN", "TEST"] as const).slice(0, item % 3);
}

function projectArn(item: number): string {
  return `arn:aws:rekognition:us-east-1:111122223333:project/${projectName(item)}/${1_700_000_000_000 + item}`;
}

function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) {
    return "";
  }
  for (const name of ["ProjectVersionArn", "LabelName", "PolicyName", "source-ref", "ProjectArn"]) {
    const text = (value as Record<string, unknown>)[name];
    if (typeof text === "string") {
      return text;
    }
  }
  return "";
}
