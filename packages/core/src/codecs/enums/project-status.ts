import type * as t from "io-ts";
import type { OpenString } from "./open-string.js";
import { openEnum } from "../schema/open-enum.js";

/** The status of a project. AWS may add values: see {@link OpenString}. */
export type ProjectStatus = "CREATING" | "CREATED" | "DELETING" | OpenString;

export const ProjectStatus: t.Type<ProjectStatus, ProjectStatus> = openEnum<ProjectStatus>("ProjectStatus", [
  "CREATING",
  "CREATED",
  "DELETING",
]);
