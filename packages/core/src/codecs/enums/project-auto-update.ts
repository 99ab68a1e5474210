import type * as t from "io-ts";
import type { OpenString } from "./open-string.js";
import { openEnum } from "../schema/open-enum.js";

/** Whether the versions of an adapter are retrained by AWS. Open: see {@link OpenString}. */
export type ProjectAutoUpdate = "ENABLED" | "DISABLED" | OpenString;

export const ProjectAutoUpdate: t.Type<ProjectAutoUpdate, ProjectAutoUpdate> = openEnum<ProjectAutoUpdate>(
  "ProjectAutoUpdate",
  ["ENABLED", "DISABLED"],
);
