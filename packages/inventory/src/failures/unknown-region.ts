import { customLabelsRegions } from "./custom-labels-regions.js";

/** What is wrong with the name of a region, and what to do. */
export interface UnknownRegion {
  readonly message: string;
  readonly remedy: string;
}

/**
 * What to say about a region that is none of AWS's known regions; `undefined` for a known one.
 *
 * It is not refused: AWS adds regions, and then this list is old.
 */
export function unknownRegion(region: string): UnknownRegion | undefined {
  if (AWS_REGIONS.includes(region)) {
    return undefined;
  }
  const similar = similarRegions(region);
  return {
    message: `no region of AWS is called ${region}, as far as this version knows`,
    remedy: similar.length === 0 ? "check its name" : `did you mean ${OR.format(similar)}?`,
  };
}

const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** The known regions with the most similar names; none if no name is similar. Those with Custom Labels come first. */
function similarRegions(name: string): readonly string[] {
  const known = [...customLabelsRegions, ...AWS_REGIONS.filter((region) => !customLabelsRegions.includes(region))];
  const distances = known.map((region) => ({ region, distance: distanceOf(name, region) }));
  const least = Math.min(...distances.map(({ distance }) => distance));
  return least > MOST_EDITS
    ? []
    : distances
        .filter(({ distance }) => distance === least)
        .map(({ region }) => region)
        .slice(0, MOST_SIMILAR);
}

/** `us-eastt-11` for `us-east-1`: more edits make another name. */
const MOST_EDITS = 2;
const MOST_SIMILAR = 3;

/** How many letters are added, left out, replaced, or exchanged with their neighbour. */
function distanceOf(one: string, other: string): number {
  let [beforeLast, last]: [readonly number[], readonly number[]] = [
    [],
    Array.from({ length: other.length + 1 }, (_, at) => at),
  ];
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isExchanged =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isExchanged ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [beforeLast, last] = [last, next];
  }
  return last[other.length] ?? 0;
}

/**
 * The regions of all partitions.
 *
 * @see `partitions.json` of the AWS SDK (November 2026)
 */
const AWS_REGIONS: readonly string[] = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-central-1",
  "ca-west-1",
  "cn-north-1",
  "cn-northwest-1",
  "eu-central-1",
  "eu-central-2",
  "eu-isoe-west-1",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "eusc-de-east-1",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "me-west-1",
  "mx-central-1",
  "sa-east-1",
  "sa-west-1",
  "us-east-1",
  "us-east-2",
  "us-gov-east-1",
  "us-gov-west-1",
  "us-iso-east-1",
  "us-iso-west-1",
  "us-isob-east-1",
  "us-isob-west-1",
  "us-isof-east-1",
  "us-isof-south-1",
  "us-west-1",
  "us-west-2",
];
