/** What AWS charges, in USD. Only what is known is in it: an unknown price is unknown, and not zero. */
export interface Prices {
  /** When and where the listed ones were read. */
  readonly date: string;
  readonly source: string;
  /** Of an inference unit for an hour, by region. */
  readonly inferenceUnitHour: Readonly<Record<string, number>>;
  /** Of an hour of training, by region. */
  readonly trainingHour: Readonly<Record<string, number>>;
  /** Regions whose inference price was given by the user, and not taken from the list. */
  readonly given: readonly string[];
}

/**
 * The listed prices, and those that the user knows better: taxes, discounts and other regions are in no list.
 *
 * @param given - USD of an inference unit for an hour, by region.
 */
export function pricesWith(given: Readonly<Record<string, number>> = {}): Prices {
  return {
    ...LISTED,
    inferenceUnitHour: { ...LISTED.inferenceUnitHour, ...given },
    given: Object.keys(given).toSorted(),
  };
}

const LISTED: Omit<Prices, "given"> = {
  date: "2026-11",
  source: "https://aws.amazon.com/rekognition/pricing/",
  inferenceUnitHour: { "us-east-1": 4 },
  trainingHour: { "us-east-1": 1 },
};
