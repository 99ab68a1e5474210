import type { DescribeProjectsCommandOutput, ProjectDescription as SdkProject } from "@aws-sdk/client-rekognition";
import { ProjectDescription } from "@rekognition-rx/core";
import {
  decodeEither,
  decodeEntries,
  decodeProjects,
  decodeWith,
  flattenDatasets,
  flattenEntries,
  flattenLabels,
  flattenPolicies,
  flattenProjects,
  flattenVersions,
} from "@rekognition-rx/operators";
import { merge, type Observable, Subject, tap } from "rxjs";
import { DEAD_LETTER } from "../oracle/expected-values.js";
import type { WalkSpec } from "../program/program.js";
import { projectName } from "../service/catalogue.js";
import type { Consumption } from "./consumption.js";

/** The stages after the pages, for a subscriber. */
export function valuesOf({ listing, watch, library }: Consumption): Observable<unknown> {
  const pages$ = listing.pipe(tap((page) => watch.pageDelivered(page)));
  const projects$ = pages$ as Observable<DescribeProjectsCommandOutput>;
  const { spec } = watch.record.facts;
  switch (spec.items) {
    case "pages":
      return pages$;
    case "flatten":
      return flattened(pages$, spec);
    case "flattenDatasets":
      return projects$.pipe(flattenDatasets());
    case "flattenDatasets keepEmpty":
      return flattenDatasets({ keepEmpty: true })(flattenProjects()<SdkProject>(projects$));
    case "decodeProjects error":
      return projects$.pipe(decodeProjects());
    case "decodeProjects skip":
      return projects$.pipe(decodeProjects({ onInvalid: "skip" }));
    case "decodeProjects dead letter": {
      const deadLetters$ = new Subject<typeof DEAD_LETTER>();
      const decoded$ = projects$.pipe(
        decodeProjects({ onInvalid: () => deadLetters$.next(DEAD_LETTER) }),
        tap({ complete: () => deadLetters$.complete() }),
      );
      return merge(deadLetters$, decoded$);
    }
    case "decodeProjects, flattenDatasets":
      return projects$.pipe(decodeProjects({ onInvalid: "skip" }), flattenDatasets());
    case "flattenProjects, decodeWith":
      return projects$.pipe(flattenProjects(), decodeWith(ProjectDescription));
    case "flattenProjects, decodeEither":
      return projects$.pipe(flattenProjects(), decodeEither(ProjectDescription));
    case "projectsNotFound":
      return projects$.pipe(library.projectsNotFound((spec.names ?? []).map(projectName)));
    case "decodeEntries":
      return pages$.pipe(decodeEntries());
  }
}

function flattened(pages$: Observable<object>, { operation }: WalkSpec): Observable<unknown> {
  switch (operation) {
    case "DescribeProjects":
      return pages$.pipe(flattenProjects());
    case "DescribeProjectVersions":
      return pages$.pipe(flattenVersions());
    case "ListDatasetEntries":
      return pages$.pipe(flattenEntries());
    case "ListDatasetLabels":
      return pages$.pipe(flattenLabels());
    case "ListProjectPolicies":
      return pages$.pipe(flattenPolicies());
  }
}
