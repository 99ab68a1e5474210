import type * as t from "io-ts";
import type { OpenString } from "./open-string.js";
import { openEnum } from "../schema/open-enum.js";

/** Who has to act on a dataset's status: nobody, AWS, or the caller. AWS may add values: see {@link OpenString}. */
export type DatasetStatusMessageCode = "SUCCESS" | "SERVICE_ERROR" | "CLIENT_ERROR" | OpenString;

/** The io-ts codec of `DatasetStatusMessageCode`. Every string is valid: `unknownEnums` finds the unknown ones. */
export const DatasetStatusMessageCode: t.Type<DatasetStatusMessageCode, DatasetStatusMessageCode> =
  openEnum<DatasetStatusMessageCode>("DatasetStatusMessageCode", ["SUCCESS", "SERVICE_ERROR", "CLIENT_ERROR"]);
