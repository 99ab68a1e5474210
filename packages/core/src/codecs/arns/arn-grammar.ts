// The grammar is that of AWS's own model (botocore, rekognition 2016-06-27), where ARNs end in the creation time in
// milliseconds. Only the kind of a dataset is less strict here: the model knows only `train` and `test`.
//
// The patterns run on every ARN of every page, so they are written for speed. The engine compares a literal in a few
// steps but a class one character at a time, so the usual spelling is first in each alternative. A counted repetition is
// slow, so digits are written out, and `fits` checks the lengths. Today's milliseconds have 13 digits. Half of the time goes
// into names: four characters a turn of the loop are cheaper than one.
const DIGITS_12 = String.raw`\d`.repeat(12);
const DIGITS_13 = String.raw`\d`.repeat(13);
const IN_NAME = String.raw`[\w.-]`;
const NAME = `${IN_NAME}(?:${IN_NAME.repeat(4)})*${IN_NAME}{0,3}`;
const PROJECT = String.raw`^arn:(?:aws|[a-z\d-]+):rekognition:(?:[a-z][a-z]-[a-z]+-\d|[a-z\d-]+):${DIGITS_12}:project\/${NAME}`;

const PROJECT_ARN = new RegExp(String.raw`${PROJECT}\/(?:${DIGITS_13}$|\d+$)`);
const DATASET_ARN = new RegExp(
  String.raw`${PROJECT}\/dataset\/(?:train\/${DIGITS_13}$|test\/${DIGITS_13}$|[a-z\d_-]+\/\d+$)`,
);
const PROJECT_VERSION_ARN = new RegExp(String.raw`${PROJECT}\/version\/${NAME}\/\d+$`);

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

/** Splits a valid ARN of a project, a dataset or a version into the parts that all three have. */
export function splitArn(arn: string): {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly projectName: string;
  /** What comes after the name: `["1700000000000"]`, `["dataset", "train", "1700000000000"]`, `["version", "v1", "1700000000000"]`. */
  readonly rest: readonly string[];
} {
  const [, partition = "", , region = "", account = "", resource = ""] = arn.split(":");
  const [, projectName = "", ...rest] = resource.split("/");
  return { partition, region, account, projectName, rest };
}

/** The time at the end of an ARN; `undefined` if a Date cannot hold it. */
export function arnTime(millis: string | undefined): Date | undefined {
  const date = new Date(Number(millis));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** An ARN has at most 2 048 characters, and a name at most 255. In an ARN of 298 characters no name can be longer. */
function fits(arn: string): boolean {
  if (arn.length <= 298) {
    return true;
  }
  const { projectName, rest } = splitArn(arn);
  const versionName = rest[0] === "version" ? (rest[1] ?? "") : "";
  return arn.length <= 2_048 && projectName.length <= 255 && versionName.length <= 255;
}
