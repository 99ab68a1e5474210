import type { DescribeProjectVersionsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjectVersions$, type ProjectDescription, ProjectVersionDescription } from "@rekognition-rx/core";
import { decodeItems, type EachPage, walkEach } from "@rekognition-rx/operators";
import { left } from "fp-ts/lib/Either.js";
import { rowOrLetter, type Unreadable, unreadable } from "../warehouse/dead-letter.js";
import { VERSIONS } from "../warehouse/table.js";
import { beginAgain } from "./begin-again.js";
import { listProjects, projectsIn } from "./list-projects.js";
import { type VersionRow, versionRow } from "./version-row.js";
import type { MakeWalk } from "./walk.js";

type Parent = Pick<ProjectDescription, "ProjectArn">;

/** The versions of each project. */
export const walkVersions: MakeWalk<EachPage<Parent, DescribeProjectVersionsCommandOutput | Unreadable>, VersionRow> = (
  config,
) => {
  const { client, pageSize, perRequest, signal } = config;
  return {
    table: VERSIONS,
    listing: walkEach(
      listProjects(config),
      ({ ProjectArn }: Parent) => beginAgain(describeProjectVersions$({ client, pageSize }, { ProjectArn })),
      {
        parentsOf: projectsIn,
        perRequest,
        signal,
        onChildError: (error, { ProjectArn }) => unreadable(error, ProjectArn),
      },
    ),
    read: ({ parent: { ProjectArn: resource }, page }) =>
      "reason" in page
        ? [left(page)]
        : decodeItems(ProjectVersionDescription, page.ProjectVersionDescriptions, {
            list: "ProjectVersionDescriptions",
            resource,
          }).map(rowOrLetter((version) => versionRow(resource, version))),
  };
};
