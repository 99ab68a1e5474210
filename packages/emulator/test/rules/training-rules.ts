import type { JsonObject } from "@rekognition-rx/emulator";
import { boxLine, imageLine } from "../support/manifest-lines.js";

/** What a training on two datasets, or on one that is split, comes to. */
export interface TrainingRule {
  readonly rule: string;
  readonly page: string;
  readonly train: readonly JsonObject[];
  /** `"split"` takes a part of the training set. */
  readonly test: readonly JsonObject[] | "split";
  /** Why it fails; `undefined` if it does not. */
  readonly message: string | undefined;
}

const AGGREGATE = "tm-debugging-aggregate-errors";
const FILE = "tm-terminal-errors-reference";
const TOO_FEW = "The manifest file has too few labels.";
const OVERLAP = "Less than 50% label overlap between the training and testing manifest files.";

/** So many images with these labels, numbered on from a number. */
function images(from: number, count: number, ...labels: readonly string[]): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => imageLine(`s3://b/${from + index}`, ...labels));
}

const two = images(1, 2, "x", "y");

export const trainingRules: readonly TrainingRule[] = [
  {
    rule: "two labels do for a classification",
    page: "limits",
    train: two,
    test: images(9, 1, "x", "y"),
    message: undefined,
  },
  { rule: "one label does not", page: AGGREGATE, train: images(1, 2, "x"), test: images(9, 1, "x"), message: TOO_FEW },
  { rule: "no label does not", page: AGGREGATE, train: images(1, 2), test: images(9, 1), message: TOO_FEW },
  {
    rule: "one label does for the places of objects",
    page: "limits",
    train: [boxLine("s3://b/1", ["x"], ["x"])],
    test: [boxLine("s3://b/9", ["x"], ["x"])],
    message: undefined,
  },
  {
    rule: "labels that are mostly of the other kind are too few that can be used",
    page: AGGREGATE,
    train: [imageLine("s3://b/1", "x"), boxLine("s3://b/2", ["y"], ["y"])],
    test: images(9, 1, "x"),
    message: "The manifest file has too few usable labels.",
  },
  {
    rule: "half of the training labels do in the test set",
    page: AGGREGATE,
    train: two,
    test: images(9, 1, "x"),
    message: undefined,
  },
  {
    rule: "a test set with none of them fails",
    page: AGGREGATE,
    train: two,
    test: images(9, 1, "z"),
    message: OVERLAP,
  },
  {
    rule: "less than half of them fails",
    page: AGGREGATE,
    train: images(1, 2, "x", "y", "z"),
    test: images(9, 1, "x"),
    message: OVERLAP,
  },
  {
    rule: "an empty training set fails",
    page: FILE,
    train: [],
    test: images(9, 1, "x"),
    message: "The manifest file is empty.",
  },
  { rule: "an empty test set fails", page: FILE, train: two, test: [], message: "The manifest file is empty." },
  {
    rule: "more than a fifth of the lines no good for a training fails",
    page: AGGREGATE,
    train: [...two, imageLine("s3://b/3", "x".repeat(257))],
    test: images(9, 1, "x"),
    message: "The manifest file contains too many invalid rows.",
  },
  {
    rule: "images of two buckets fail",
    page: AGGREGATE,
    train: [...two, imageLine("s3://c/3", "x")],
    test: images(9, 1, "x"),
    message: "The manifest file contains images from multiple S3 buckets.",
  },
  { rule: "labels of two images each can be split", page: AGGREGATE, train: two, test: "split", message: undefined },
  {
    rule: "labels of one image each cannot",
    page: AGGREGATE,
    train: images(1, 1, "x", "y"),
    test: "split",
    message: "The manifest file contains insufficient labeled images per label to perform auto-split.",
  },
];
