/**
 * The regions in which Custom Labels is offered. Elsewhere the service answers `AccessDeniedException`, as if a policy
 * were missing.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/rekognition.html (November 2026)
 */
export const customLabelsRegions: readonly string[] = [
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "eu-west-1",
  "eu-west-2",
  "eu-central-1",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "ap-northeast-2",
];
