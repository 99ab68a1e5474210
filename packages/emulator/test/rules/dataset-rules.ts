import type { JsonObject } from "@rekognition-rx/emulator";
import { boxLine, imageLine } from "../support/manifest-lines.js";

/** What a dataset that is made of a manifest comes to, as a page of AWS's guide has it. */
export interface DatasetRule {
  readonly rule: string;
  /** Of https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/. */
  readonly page: string;
  readonly manifest: readonly (string | JsonObject)[];
  /** @defaultValue `"m.manifest"` */
  readonly key?: string;
  readonly status: "CREATE_COMPLETE" | "CREATE_FAILED";
  readonly message: string;
  /** How many entries it has then. @defaultValue 0 */
  readonly entries?: number;
}

const TERMINAL = "debugging-datasets-terminal-errors";
const VALIDATION = "md-create-manifest-file-validation-rules";
const CREATED = "The dataset was successfully created from the manifest file.";
const TOO_MANY_ERRORS = "The manifest file has too many terminal errors.";

/** Four good lines, so that one bad one is a fifth. */
function fourGood(): readonly JsonObject[] {
  return ["1", "2", "3", "4"].map((name) => imageLine(`s3://b/${name}`, "x"));
}

const BAD_LINES: readonly (readonly [what: string, line: string | JsonObject])[] = [
  ["is not JSON", '{"source-ref": "s3://b/5"'],
  ["has no source-ref", { source: "s3://b/5" }],
  ["has a source-ref that does not begin with s3://", imageLine("https://b/5", "x")],
  ["has the same source-ref as an earlier line", imageLine("s3://b/1", "y")],
  ["is longer than 100 000 characters", imageLine(`s3://b/${"5".repeat(100_000)}`, "x")],
];

export const datasetRules: readonly DatasetRule[] = [
  {
    rule: "good lines become entries",
    page: "md-create-manifest-file",
    manifest: fourGood(),
    status: "CREATE_COMPLETE",
    message: CREATED,
    entries: 4,
  },
  ...BAD_LINES.flatMap(([what, line]): readonly DatasetRule[] => [
    {
      rule: `a line that ${what} is left out`,
      page: TERMINAL,
      manifest: [...fourGood(), line],
      status: "CREATE_COMPLETE",
      message: CREATED,
      entries: 4,
    },
    {
      rule: `the creation fails if more than a fifth of the lines are bad; here, one of these ${what}`,
      page: VALIDATION,
      manifest: [...fourGood(), line, "no JSON either"],
      status: "CREATE_FAILED",
      message: TOO_MANY_ERRORS,
    },
  ]),
  {
    rule: "a blank line counts as a bad line, except at the end",
    page: VALIDATION,
    manifest: ["", ...fourGood().slice(1)],
    status: "CREATE_FAILED",
    message: TOO_MANY_ERRORS,
  },
  {
    rule: "the creation fails if the images are in two buckets",
    page: VALIDATION,
    manifest: [...fourGood(), imageLine("s3://c/5", "x")],
    status: "CREATE_FAILED",
    message: "The manifest file contains images from multiple S3 buckets.",
  },
  {
    rule: "the creation fails if the manifest is empty",
    page: VALIDATION,
    manifest: ["", ""],
    status: "CREATE_FAILED",
    message: "The manifest file is empty.",
  },
  {
    rule: "the creation fails if the key has no extension",
    page: TERMINAL,
    manifest: fourGood(),
    key: "folder.d/manifest",
    status: "CREATE_FAILED",
    message: "The manifest file extension or contents are invalid.",
  },
  {
    rule: "the creation fails if there are more than 250 labels",
    page: TERMINAL,
    manifest: [imageLine("s3://b/1", ...Array.from({ length: 251 }, (_, index) => `label-${index}`))],
    status: "CREATE_FAILED",
    message: "The manifest file has too many labels.",
  },
  {
    rule: "250 labels are allowed",
    page: TERMINAL,
    manifest: [imageLine("s3://b/1", ...Array.from({ length: 250 }, (_, index) => `label-${index}`))],
    status: "CREATE_COMPLETE",
    message: CREATED,
    entries: 1,
  },
  {
    rule: "one manifest may have both image-level labels and bounding boxes",
    page: "md-create-manifest-file",
    manifest: [imageLine("s3://b/1", "x"), boxLine("s3://b/2", ["y"], ["y"])],
    status: "CREATE_COMPLETE",
    message: CREATED,
    entries: 2,
  },
];
