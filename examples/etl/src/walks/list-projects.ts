import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjects$, type Listing, ProjectDescription } from "@rekognition-rx/core";
import { decodeItems, restartOnExpiredToken } from "@rekognition-rx/operators";
import { rights } from "fp-ts/lib/Array.js";
import type { WalkConfig } from "./walk.js";

/** All projects. The service leaves out adapters, unless they are asked for. */
export function listProjects({ client, pageSize }: WalkConfig): Listing<DescribeProjectsCommandOutput> {
  const Features: ("CUSTOM_LABELS" | "CONTENT_MODERATION")[] = ["CUSTOM_LABELS", "CONTENT_MODERATION"];
  return restartOnExpiredToken()(describeProjects$({ client, pageSize }, { Features }));
}

/** The projects of a page that can be read; the others are dead letters of the walk of projects, and have no children. */
export function projectsIn({ ProjectDescriptions }: DescribeProjectsCommandOutput): readonly ProjectDescription[] {
  return rights(decodeItems(ProjectDescription, ProjectDescriptions).map(({ decoded }) => decoded));
}
