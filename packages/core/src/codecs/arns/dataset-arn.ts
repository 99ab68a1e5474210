import type * as t from "io-ts";
import { spellsDatasetArn } from "./arn-grammar.js";
import { leaf } from "../schema/leaf.js";

/**
 * The ARN of a dataset, in any partition: `arn:aws:rekognition:us-east-1:111122223333:project/my-project/dataset/train/1700000000000`.
 *
 * A string with a brand: only decoding makes one. {@link parseDatasetArn} splits it into its parts.
 */
export type DatasetArn = t.Branded<string, DatasetArnBrand>;

/** The brand that distinguishes a {@link DatasetArn} from any other string. */
export interface DatasetArnBrand {
  /** Exists only in the type: at run time the ARN is a plain string. */
  readonly DatasetArn: unique symbol;
}

/** The io-ts codec of `DatasetArn`. It checks the spelling, and keeps the string as it is. */
export const DatasetArn: t.Type<DatasetArn, DatasetArn> = leaf({
  name: "DatasetArn",
  expected: "the ARN of a dataset (arn:PARTITION:rekognition:REGION:ACCOUNT:project/NAME/dataset/KIND/MILLIS)",
  is: isDatasetArn,
  read: (value) => (isDatasetArn(value) ? value : undefined),
  encode: (arn) => arn,
});

/** The same check without a report, for codecs of structures. */
export function isDatasetArn(value: unknown): value is DatasetArn {
  return spellsDatasetArn(value);
}
