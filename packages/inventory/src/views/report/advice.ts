import type { DatasetRow } from "../tables/datasets-table.js";
import type { VersionRow } from "../tables/versions-table.js";

/** What to do about a model that failed: in its training, when it was started, or when it was copied. */
export function modelAdvice({ status, statusMessage, outputBucket, outputPrefix }: VersionRow): string {
  if (status === "FAILED") {
    return "Start it again; if it fails again, open a case with AWS Support.";
  }
  if (status === "COPYING_FAILED") {
    return "See that the policy of the project that it is copied from allows it, then copy it again.";
  }
  const results = outputBucket === null ? "the training's results in S3" : `s3://${outputBucket}/${outputPrefix ?? ""}`;
  return (
    adviceOn(statusMessage ?? "") ?? `See the manifest summary in ${results}, correct the dataset and train again.`
  );
}

/** What to do about a dataset whose creation or update failed. */
export function datasetAdvice({ status, statusMessage, statusMessageCode }: DatasetRow): string {
  if (statusMessageCode === "SERVICE_ERROR") {
    return SERVICE;
  }
  const again = status === "CREATE_FAILED" ? "delete the dataset and create it again" : "update the dataset again";
  return adviceOn(statusMessage ?? "") ?? `Correct its manifest, then ${again}.`;
}

/** The first advice whose pattern is in the message. */
function adviceOn(message: string): string | undefined {
  return ADVICE.find(([pattern]) => pattern.test(message))?.[1];
}

const SERVICE = "An error of the service's own: try again, and if it comes back, open a case with AWS Support.";

const MANIFEST = "Correct its manifest: the results in S3 name the lines that are wrong.";

const ADVICE: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/internal|service error|try again later/i, SERVICE],
  [/region/i, "Move its images and manifest to a bucket in the region of the project, then try again."],
  [/\bempty\b|no images/i, "Give it a manifest that names images, then try again."],
  [/\b(?:invalid|not valid|terminal errors?)\b/i, MANIFEST],
  [/kms|decrypt/i, "Let Rekognition use the KMS key that its images or results are encrypted with, then try again."],
  [
    /access|permission|denied|not authorized/i,
    "Let Rekognition read the bucket of its manifest and images (its bucket policy), then try again.",
  ],
  [
    /limit|exceed|too (?:many|large)|maximum/i,
    "Keep to the service's limits: fewer images or labels, or ask AWS for a higher quota.",
  ],
  [
    /not enough|at least|minimum|too few|insufficient/i,
    "Add images or labels until there are enough of each, then try again.",
  ],
  [/manifest/i, MANIFEST],
];
