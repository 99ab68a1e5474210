import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { ProjectDescription, withPerRequest } from "@rekognition-rx/core";
import { decodeItems } from "@rekognition-rx/operators";
import { rowOrLetter } from "../warehouse/dead-letter.js";
import { PROJECTS } from "../warehouse/table.js";
import { listProjects } from "./list-projects.js";
import { type ProjectRow, projectRow } from "./project-row.js";
import type { MakeWalk } from "./walk.js";

/** Every project. */
export const walkProjects: MakeWalk<DescribeProjectsCommandOutput, ProjectRow> = (config) => ({
  table: PROJECTS,
  listing: withPerRequest(listProjects(config), config.perRequest),
  read: ({ ProjectDescriptions }) =>
    decodeItems(ProjectDescription, ProjectDescriptions, { list: "ProjectDescriptions" }).map(rowOrLetter(projectRow)),
});
