import type { DatasetEntries, LabelCount } from "./dataset-entries.js";
import { MANIFEST_FAILURES } from "./manifest-failures.js";
import type { ModelLabel, TrainingFailure } from "./project-version.js";
import { MOST_BAD } from "./read-manifest.js";

/** What a model is trained and tested with. */
export interface TrainingSets {
  readonly train: DatasetEntries;
  /** `undefined` if a part of the training set is used for tests. */
  readonly test: DatasetEntries | undefined;
}

/** Why a model cannot be trained. */
export interface FailureReason extends Pick<TrainingFailure, "isValidated"> {
  readonly message: string;
}

/**
 * Why a model cannot be trained on the images; `undefined` if it can be.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/tm-debugging.html
 */
export function trainingFailure({ train, test }: TrainingSets): FailureReason | undefined {
  const sets = test === undefined ? [train] : [train, test];
  if (sets.some(({ size }) => size === 0)) {
    return { message: MANIFEST_FAILURES.empty, isValidated: false };
  }
  const message = contentFailure(train, test, sets);
  return message === undefined ? undefined : { message, isValidated: true };
}

function contentFailure(
  train: DatasetEntries,
  test: DatasetEntries | undefined,
  sets: readonly DatasetEntries[],
): string | undefined {
  if (sets.some(({ size, unusable }) => unusable > size * MOST_BAD)) {
    return MANIFEST_FAILURES.tooManyInvalidRows;
  }
  if (sets.some((entries) => entries.buckets().size > 1)) {
    return MANIFEST_FAILURES.multipleBuckets;
  }
  const used = train.labels().filter(({ entries }) => entries > 0);
  const usable = usableLabels(train);
  const fewest = isDetection(train) ? FEWEST_BOXED_LABELS : FEWEST_IMAGE_LABELS;
  if (used.length < fewest) {
    return MANIFEST_FAILURES.tooFewLabels;
  }
  if (usable.length < fewest) {
    return MANIFEST_FAILURES.tooFewUsableLabels;
  }
  if (test === undefined) {
    const divisible = usable.filter(({ entries }) => entries > 1);
    return divisible.length < usable.length * LEAST_OVERLAP ? MANIFEST_FAILURES.tooFewToSplit : undefined;
  }
  const tested = new Set(usableLabels(test).map(({ name }) => name));
  const common = usable.filter(({ name }) => tested.has(name));
  return common.length < usable.length * LEAST_OVERLAP ? MANIFEST_FAILURES.tooLittleOverlap : undefined;
}

/** The labels that a model learns from a training set. */
export function modelLabels(train: DatasetEntries): readonly ModelLabel[] {
  const isBoxed = isDetection(train);
  return usableLabels(train).map(({ name }) => ({ name, isBoxed }));
}

/** A model finds the places of objects if more labels are used in boxes than for whole images. */
function isDetection(entries: DatasetEntries): boolean {
  const labels = entries.labels();
  return labels.filter(hasBoxes).length > labels.filter(hasImages).length;
}

function usableLabels(entries: DatasetEntries): readonly LabelCount[] {
  return entries.labels().filter(isDetection(entries) ? hasBoxes : hasImages);
}

function hasBoxes({ boxes }: LabelCount): boolean {
  return boxes > 0;
}

function hasImages({ entries, boxes }: LabelCount): boolean {
  return entries > boxes;
}

const FEWEST_IMAGE_LABELS = 2;
const FEWEST_BOXED_LABELS = 1;

/** The share of a training set's labels that the test set must have, or that can be split into two sets. */
const LEAST_OVERLAP = 0.5;
