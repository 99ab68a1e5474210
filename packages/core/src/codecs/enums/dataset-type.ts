import type * as t from "io-ts";
import type { OpenString } from "./open-string.js";
import { openEnum } from "../schema/open-enum.js";

/** What a dataset is for: training or testing. AWS may add values: see {@link OpenString}. */
export type DatasetType = "TRAIN" | "TEST" | OpenString;

/** The io-ts codec of `DatasetType`. Every string is valid: `unknownEnums` finds the unknown ones. */
export const DatasetType: t.Type<DatasetType, DatasetType> = openEnum<DatasetType>("DatasetType", ["TRAIN", "TEST"]);
