import type * as t from "io-ts";
import type { OpenString } from "./open-string.js";
import { openEnum } from "../schema/open-enum.js";

/** The status of a project. AWS may add values: see {@link OpenString}. */
export type ProjectStatus = "CREATING" | "CREATED" | "DELETING" | OpenString;

/** The io-ts codec of `ProjectStatus`. Every string is valid: `unknownEnums` finds the unknown ones. */
export const ProjectStatus: t.Type<ProjectStatus, ProjectStatus> = openEnum<ProjectStatus>("ProjectStatus", [
  "CREATING",
  "CREATED",
  "DELETING",
]);
