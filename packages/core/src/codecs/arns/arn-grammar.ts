// The grammar of AWS's own model (botocore, rekognition 2016-06-27), whose ARNs end in the creation time in
// milliseconds. Only the kind of a dataset is more open than there: the model knows `train` and `test`.
//
// The patterns run on every ARN of every page, so they are written for the engine: a literal is compared in a few
// steps and a class one character at a time, so that the usual spelling stands first in an alternative; and a counted
// repetition is slow, so that digits are written out and the lengths are checked by `fits`. Today's milliseconds have 13.
const DIGITS_12 = String.raw`\d`.repeat(12);
const DIGITS_13 = String.raw`\d`.repeat(13);
const PROJECT = String.raw`^arn:(?:aws|[a-z\d-]+):rekognition:(?:[a-z][a-z]-[a-z]+-\d|[a-z\d-]+):${DIGITS_12}:project\/[\w.-]+`;

const PROJECT_ARN = new RegExp(String.raw`${PROJECT}\/(?:${DIGITS_13}$|\d+$)`);
const DATASET_ARN = new RegExp(
  String.raw`${PROJECT}\/dataset\/(?:train\/${DIGITS_13}$|test\/${DIGITS_13}$|[a-z\d_-]+\/\d+$)`,
);
const PROJECT_VERSION_ARN = new RegExp(String.raw`${PROJECT}\/version\/[\w.-]+\/\d+$`);

/** Whether a value is spelled as the ARN of a project. */
export function spellsProjectArn(value: unknown): value is string {
  return typeof value === "string" && PROJECT_ARN.test(value) && fits(value);
}

/** Whether a value is spelled as the ARN of a dataset. */
export function spellsDatasetArn(value: unknown): value is string {
  return typeof value === "string" && DATASET_ARN.test(value) && fits(value);
}

/** Whether a value is spelled as the ARN of a version of a project. */
export function spellsProjectVersionArn(value: unknown): value is string {
  return typeof value === "string" && PROJECT_VERSION_ARN.test(value) && fits(value);
}

/** What the ARNs of a project, of its datasets and of its versions have in common, from one that is well spelled. */
export function splitArn(arn: string): {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly projectName: string;
  /** What stands after the name: `["1700000000000"]`, `["dataset", "train", "1700000000000"]`, `["version", "v1", "1700000000000"]`. */
  readonly rest: readonly string[];
} {
  const [, partition = "", , region = "", account = "", resource = ""] = arn.split(":");
  const [, projectName = "", ...rest] = resource.split("/");
  return { partition, region, account, projectName, rest };
}

/** The time at the end of an ARN; `undefined` where the digits say more than a Date can hold. */
export function arnTime(millis: string | undefined): Date | undefined {
  const date = new Date(Number(millis));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** An ARN has 2 048 characters at most, a name 255; no name of an ARN of 298 can be longer. */
function fits(arn: string): boolean {
  if (arn.length <= 298) {
    return true;
  }
  const { projectName, rest } = splitArn(arn);
  const versionName = rest[0] === "version" ? (rest[1] ?? "") : "";
  return arn.length <= 2_048 && projectName.length <= 255 && versionName.length <= 255;
}
