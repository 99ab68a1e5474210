/**
 * Why a manifest as a whole is not usable, in the words of the service's messages for datasets and trainings.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/debugging-datasets-terminal-errors.html
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/tm-debugging-aggregate-errors.html
 */
export const MANIFEST_FAILURES = {
  inaccessible: "The manifest file extension or contents are invalid.",
  empty: "The manifest file is empty.",
  tooManyRows: "The manifest file has too many rows.",
  tooManyTerminalErrors: "The manifest file has too many terminal errors.",
  tooManyInvalidRows: "The manifest file contains too many invalid rows.",
  multipleBuckets: "The manifest file contains images from multiple S3 buckets.",
  tooManyLabels: "The manifest file has too many labels.",
  tooFewLabels: "The manifest file has too few labels.",
  tooFewUsableLabels: "The manifest file has too few usable labels.",
  tooFewToDistribute: "The manifest file doesn't have enough labeled images to distribute the dataset.",
  tooFewToSplit: "The manifest file contains insufficient labeled images per label to perform auto-split.",
  tooLittleOverlap: "Less than 50% label overlap between the training and testing manifest files.",
} as const;
