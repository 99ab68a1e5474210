/**
 * The partitions of regions, each once.
 *
 * @param regions - without any, the partition is `aws`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionsOf(regions: readonly string[]): readonly string[] {
  const partitions = regions.map((region) => PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws");
  return partitions.length === 0 ? ["aws"] : Array.from(new Set(partitions));
}

const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
];
