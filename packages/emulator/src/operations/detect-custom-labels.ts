import { findVersion } from "../account/find-resource.js";
import { labelsOf } from "../account/labels-of.js";
import { madeUpDetections } from "../account/made-up-detections.js";
import { projectVersionArn } from "../shapes/arns.js";
import { blob } from "../shapes/blob.js";
import { float } from "../shapes/float.js";
import { integer } from "../shapes/integer.js";
import type { Input } from "../shapes/member.js";
import { required } from "../shapes/required.js";
import { structure } from "../shapes/structure.js";
import { s3Object } from "../shapes/version-shapes.js";
import { refused } from "../wire/service-error.js";
import { type Operation, operation } from "./operation.js";

const input = {
  ProjectVersionArn: required(projectVersionArn),
  Image: required(structure({ Bytes: blob({ min: 1, max: 5_242_880 }), S3Object: s3Object })),
  MaxResults: integer({ min: 0 }),
  MinConfidence: float({ min: 0, max: 100 }),
};

/**
 * Answers with labels of the model for an image. They are made up, and always the same for the same image.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DetectCustomLabels.html
 */
export const detectCustomLabels: Operation = operation({
  summary:
    "Answers with labels of a `RUNNING` version. They are made up, and always the same for the same image. " +
    "Without `MinConfidence`, the answer has only labels with a confidence of 50 or more.",
  input,
  errors: {
    ResourceNotFoundException: "there is no such version",
    ResourceNotReadyException: "the version is not `RUNNING`",
    InvalidParameterException:
      "`Image` has neither `Bytes` nor `S3Object` or has both, or its `S3Object` has no `Bucket` or no `Name`",
    InvalidImageFormatException: "the image is neither a PNG nor a JPEG",
    ImageTooLargeException: "the image has more than 4 MiB",
  },
  answer: (given, { projects }) => {
    const { project, version } = findVersion(projects, given.ProjectVersionArn);
    const image = imageKey(given);
    if (version.status !== "RUNNING") {
      throw refused(
        "ResourceNotReadyException",
        `The project version ${version.arn} is ${version.status}; it must be RUNNING.`,
      );
    }
    const { MinConfidence: least = USUAL_CONFIDENCE, MaxResults: most } = given;
    const detections = madeUpDetections(`${version.arn} ${image}`, labelsOf(project, version));
    return { CustomLabels: detections.filter(({ Confidence }) => Confidence >= least).slice(0, most) };
  },
});

/** A text that identifies an image. */
function imageKey({ Image: { Bytes: bytes, S3Object: place } }: Input<typeof input>): string {
  if ((bytes === undefined) === (place === undefined)) {
    throw refused("InvalidParameterException", "Image takes either Bytes or S3Object.");
  }
  if (bytes === undefined) {
    if (place?.Bucket === undefined || place.Name === undefined) {
      throw refused("InvalidParameterException", "S3Object needs a Bucket and a Name.");
    }
    return `s3://${place.Bucket}/${place.Name}`;
  }
  if (bytes.length > LARGEST_IMAGE) {
    throw refused("ImageTooLargeException", `The image has ${bytes.length} bytes; it may have ${LARGEST_IMAGE}.`);
  }
  if (!SIGNATURES.some((signature) => bytes.subarray(0, signature.length).equals(signature))) {
    throw refused("InvalidImageFormatException", "The image is neither a PNG nor a JPEG.");
  }
  return bytes.toString("base64");
}

/** The least confidence, in per cent, if a request gives none. The service has a threshold for each label. */
const USUAL_CONFIDENCE = 50;

/** Bytes, from https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/limits.html. */
const LARGEST_IMAGE = 4 * 1_024 * 1_024;

/** The first bytes of a PNG, and of a JPEG. */
const SIGNATURES: readonly Buffer[] = [
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from([0xff, 0xd8, 0xff]),
];
