import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { withPerRequest } from "@rekognition-rx/core";
import { decodeProjects } from "@rekognition-rx/operators";
import { lastValueFrom, of, toArray } from "rxjs";
import { listProjects } from "./list-projects.js";
import { projectRow } from "./project-row.js";
import type { MakeWalk } from "./walk.js";

/** Every project. */
export const walkProjects: MakeWalk<DescribeProjectsCommandOutput> = (config, address) => ({
  name: "projects",
  listing: withPerRequest(listProjects(config), config.perRequest),
  read: async (page, batch) => {
    const decoding = decodeProjects({
      onInvalid: ({ path, message }, raw) => {
        const letter = { resource: "", path, reason: message, source_ref: null, raw: JSON.stringify(raw) ?? "" };
        batch.deadLetters.push(address(letter));
      },
    });
    const projects = await lastValueFrom(of(page).pipe(decoding, toArray()));
    batch.projects.push(...projects.map(projectRow));
  },
});
