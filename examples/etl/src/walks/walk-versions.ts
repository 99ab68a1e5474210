import type { DescribeProjectVersionsCommandOutput } from "@aws-sdk/client-rekognition";
import { decodeErrorFrom, describeProjectVersions$, ProjectVersionDescription } from "@rekognition-rx/core";
import { type EachPage, walkEach } from "@rekognition-rx/operators";
import { isLeft } from "fp-ts/lib/Either.js";
import { listProjects, projectsIn } from "./list-projects.js";
import { unreadable } from "./unreadable.js";
import { versionRow } from "./version-row.js";
import type { MakeWalk } from "./walk.js";

/** The versions of each project. */
export const walkVersions: MakeWalk<EachPage<{ readonly ProjectArn: string }, DescribeProjectVersionsCommandOutput>> = (
  config,
  address,
) => {
  const { client, pageSize, perRequest, signal, onUnreadable } = config;
  return {
    name: "versions",
    listing: walkEach(
      listProjects(config),
      ({ ProjectArn }: { readonly ProjectArn: string }) =>
        describeProjectVersions$({ client, pageSize }, { ProjectArn }),
      {
        parentsOf: projectsIn,
        perRequest,
        signal,
        onChildError: (error, { ProjectArn }) => onUnreadable(unreadable(error, ProjectArn)),
      },
    ),
    read: async ({ parent: { ProjectArn }, page }, batch) => {
      for (const [index, raw] of (page.ProjectVersionDescriptions ?? []).entries()) {
        const decoded = ProjectVersionDescription.decode(raw);
        if (isLeft(decoded)) {
          const { path, message } = decodeErrorFrom(decoded.left, ["ProjectVersionDescriptions", index]);
          const letter = { resource: ProjectArn, path, reason: message, source_ref: null };
          batch.deadLetters.push(address({ ...letter, raw: JSON.stringify(raw) ?? "" }));
        } else {
          batch.versions.push(versionRow(ProjectArn, decoded.right));
        }
      }
    },
  };
};
