import type * as t from "io-ts";
import type { OpenString } from "./open-string.js";
import { openEnum } from "../schema/open-enum.js";

/** Where a project is in its life. Open: see {@link OpenString}. */
export type ProjectStatus = "CREATING" | "CREATED" | "DELETING" | OpenString;

export const ProjectStatus: t.Type<ProjectStatus, ProjectStatus> = openEnum<ProjectStatus>("ProjectStatus", [
  "CREATING",
  "CREATED",
  "DELETING",
]);
