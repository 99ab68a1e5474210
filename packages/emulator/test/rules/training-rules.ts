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
    rule: "two labels are enough for a classification",
    page: "limits",
    train: two,
    test: images(9, 1, "x", "y"),
    message: undefined,
  },
  {
    rule: "one label is not enough for a classification",
    page: AGGREGATE,
    train: images(1, 2, "x"),
    test: images(9, 1, "x"),
    message: TOO_FEW,
  },
  {
    rule: "the training fails if there is no label",
    page: AGGREGATE,
    train: images(1, 2),
    test: images(9, 1),
    message: TOO_FEW,
  },
  {
    rule: "one label is enough to find the places of objects",
    page: "limits",
    train: [boxLine("s3://b/1", ["x"], ["x"])],
    test: [boxLine("s3://b/9", ["x"], ["x"])],
    message: undefined,
  },
  {
    rule: "labels of the other kind (with or without boxes) do not count; the training fails if too few are left",
    page: AGGREGATE,
    train: [imageLine("s3://b/1", "x"), boxLine("s3://b/2", ["y"], ["y"])],
    test: images(9, 1, "x"),
    message: "The manifest file has too few usable labels.",
  },
  {
    rule: "half of the training labels are enough in the test set",
    page: AGGREGATE,
    train: two,
    test: images(9, 1, "x"),
    message: undefined,
  },
  {
    rule: "the training fails if the test set has none of the training labels",
    page: AGGREGATE,
    train: two,
    test: images(9, 1, "z"),
    message: OVERLAP,
  },
  {
    rule: "the training fails if the test set has less than half of the training labels",
    page: AGGREGATE,
    train: images(1, 2, "x", "y", "z"),
    test: images(9, 1, "x"),
    message: OVERLAP,
  },
  {
    rule: "the training fails if the training set is empty",
    page: FILE,
    train: [],
    test: images(9, 1, "x"),
    message: "The manifest file is empty.",
  },
  {
    rule: "the training fails if the test set is empty",
    page: FILE,
    train: two,
    test: [],
    message: "The manifest file is empty.",
  },
  {
    rule: "the training fails if more than a fifth of the lines cannot be used for it",
    page: AGGREGATE,
    train: [...two, imageLine("s3://b/3", "x".repeat(257))],
    test: images(9, 1, "x"),
    message: "The manifest file contains too many invalid rows.",
  },
  {
    rule: "the training fails if the images are in two buckets",
    page: AGGREGATE,
    train: [...two, imageLine("s3://c/3", "x")],
    test: images(9, 1, "x"),
    message: "The manifest file contains images from multiple S3 buckets.",
  },
  {
    rule: "the training set can be split if each label has two images",
    page: AGGREGATE,
    train: two,
    test: "split",
    message: undefined,
  },
  {
    rule: "the training set cannot be split if each label has one image",
    page: AGGREGATE,
    train: images(1, 1, "x", "y"),
    test: "split",
    message: "The manifest file contains insufficient labeled images per label to perform auto-split.",
  },
];
