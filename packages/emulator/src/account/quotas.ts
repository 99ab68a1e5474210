/** How much an account may have in a region. Writes must keep to it; a seed may exceed it. */
export interface Quotas {
  /** Projects per account and region. @defaultValue 100 */
  readonly projects?: number | undefined;
  /** Versions per project. @defaultValue 100 */
  readonly versionsPerProject?: number | undefined;
  /** Versions that are `STARTING` or `RUNNING`. @defaultValue 2 */
  readonly runningVersions?: number | undefined;
  /** Inference units per version. @defaultValue 5 */
  readonly inferenceUnits?: number | undefined;
  /** Entries per dataset. @defaultValue 250000 */
  readonly entriesPerDataset?: number | undefined;
  /** Labels per dataset. @defaultValue 250 */
  readonly labelsPerDataset?: number | undefined;
  /** Tags per resource. @defaultValue 200 */
  readonly tagsPerResource?: number | undefined;
}

/** Every quota: the given one, or the service's own. @throws RangeError for one that is not a number of 0 or more */
export function checkQuotas(given: Quotas | undefined): Readonly<Record<keyof Quotas, number>> {
  const entries = Object.entries(usual).map(([name, count]) => {
    const wanted = given?.[name as keyof Quotas] ?? count;
    if (!(wanted >= 0)) {
      throw new RangeError(`quotas.${name} is ${wanted}; it must be 0 or more`);
    }
    return [name, wanted] as const;
  });
  const unknown = Object.keys(given ?? {}).find((name) => !(name in usual));
  if (unknown !== undefined) {
    throw new RangeError(`quotas.${unknown} is not a quota; the quotas are ${Object.keys(usual).join(", ")}`);
  }
  return Object.fromEntries(entries) as Record<keyof Quotas, number>;
}

/** From https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/limits.html; for tags, the service model. */
const usual: Readonly<Record<keyof Quotas, number>> = {
  projects: 100,
  versionsPerProject: 100,
  runningVersions: 2,
  inferenceUnits: 5,
  entriesPerDataset: 250_000,
  labelsPerDataset: 250,
  tagsPerResource: 200,
};

/** The names of the quotas. */
export const QUOTA_NAMES: readonly (keyof Quotas)[] = Object.keys(usual) as (keyof Quotas)[];
