import type * as t from "io-ts";
import type { OpenString } from "./open-string.js";
import { openEnum } from "../schema/open-enum.js";

/** The status of a dataset. AWS may add values: see {@link OpenString}. */
export type DatasetStatus =
  | "CREATE_IN_PROGRESS"
  | "CREATE_COMPLETE"
  | "CREATE_FAILED"
  | "UPDATE_IN_PROGRESS"
  | "UPDATE_COMPLETE"
  | "UPDATE_FAILED"
  | "DELETE_IN_PROGRESS"
  | OpenString;

/** The io-ts codec of `DatasetStatus`. Every string is valid: `unknownEnums` finds the unknown ones. */
export const DatasetStatus: t.Type<DatasetStatus, DatasetStatus> = openEnum<DatasetStatus>("DatasetStatus", [
  "CREATE_IN_PROGRESS",
  "CREATE_COMPLETE",
  "CREATE_FAILED",
  "UPDATE_IN_PROGRESS",
  "UPDATE_COMPLETE",
  "UPDATE_FAILED",
  "DELETE_IN_PROGRESS",
]);
