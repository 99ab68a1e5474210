/** What AWS charges, in USD. It has only the prices that are known: an unknown price is left out, and is not zero. */
export interface Prices {
  /** When and where the listed prices were read. */
  readonly date: string;
  readonly source: string;
  /** The price of an inference unit for an hour, by region. */
  readonly inferenceUnitHour: Readonly<Record<string, number>>;
  /** The price of an hour of training, by region. */
  readonly trainingHour: Readonly<Record<string, number>>;
  /** Regions whose inference price was given by the user, and not taken from the list. */
  readonly given: readonly string[];
}

/**
 * The listed prices, and in their place those that the user gives: no list has taxes, discounts or all regions.
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
