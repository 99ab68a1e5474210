import type * as t from "io-ts";
import type { OpenString } from "./open-string.js";
import { openEnum } from "../schema/open-enum.js";

/** Whether AWS retrains the versions of an adapter. AWS may add values: see {@link OpenString}. */
export type ProjectAutoUpdate = "ENABLED" | "DISABLED" | OpenString;

/** The io-ts codec of `ProjectAutoUpdate`. Every string is valid: `unknownEnums` finds the unknown ones. */
export const ProjectAutoUpdate: t.Type<ProjectAutoUpdate, ProjectAutoUpdate> = openEnum<ProjectAutoUpdate>(
  "ProjectAutoUpdate",
  ["ENABLED", "DISABLED"],
);
