import { refused } from "../wire/service-error.js";
import type { Dataset } from "./dataset.js";
import type { Project } from "./project.js";
import type { ProjectStore } from "./project-store.js";
import type { ProjectVersion } from "./project-version.js";

/** Anything that may have tags. */
export interface Tagged {
  tags: ReadonlyMap<string, string>;
}

/** @throws ServiceError `ResourceNotFoundException` */
export function findProject(projects: ProjectStore, arn: string): Project {
  const found = projects.byName(nameIn(arn));
  if (found?.arn !== arn) {
    throw refused("ResourceNotFoundException", `The project ${arn} was not found.`);
  }
  return found;
}

/** @throws ServiceError `ResourceNotFoundException` */
export function findDataset(projects: ProjectStore, arn: string): Dataset {
  const found = projects.byName(nameIn(arn))?.datasets.find((dataset) => dataset.arn === arn);
  if (found === undefined) {
    throw refused("ResourceNotFoundException", `The dataset ${arn} was not found.`);
  }
  return found;
}

/** The project of an existing dataset. @throws ServiceError `ResourceNotFoundException` */
export function findProjectOfDataset(projects: ProjectStore, arn: string): Project {
  const project = projects.byName(nameIn(arn));
  if (project?.datasets.some((dataset) => dataset.arn === arn) === true) {
    return project;
  }
  throw refused("ResourceNotFoundException", `The dataset ${arn} was not found.`);
}

/**
 * A dataset whose entries can be read.
 *
 * @throws ServiceError `ResourceNotFoundException`, `ResourceNotReadyException` or `ResourceInUseException`
 */
export function findReadyDataset(projects: ProjectStore, arn: string): Dataset {
  const dataset = findDataset(projects, arn);
  if (dataset.isComplete) {
    return dataset;
  }
  const code = dataset.status.startsWith("CREATE_") ? "ResourceNotReadyException" : "ResourceInUseException";
  throw refused(code, `The dataset ${arn} is ${dataset.status}.`);
}

/** @throws ServiceError `ResourceNotFoundException` */
export function findVersion(
  projects: ProjectStore,
  arn: string,
): { readonly project: Project; readonly version: ProjectVersion } {
  const project = projects.byName(nameIn(arn));
  const version = project?.version(arn.split("/")[3] ?? "");
  if (project === undefined || version?.arn !== arn) {
    throw refused("ResourceNotFoundException", `The project version ${arn} was not found.`);
  }
  return { project, version };
}

/** @throws ServiceError `ResourceNotFoundException`, or `InvalidParameterException` for a resource that cannot have tags here */
export function findTagged(projects: ProjectStore, arn: string): Tagged {
  const [, kind] =
    /^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{12}:project\/[^/]+(?:\/(version|dataset)\/[^/]+)?\/\d+$/.exec(arn) ?? [
      undefined,
      "unknown",
    ];
  if (kind === "version") {
    return findVersion(projects, arn).version;
  }
  if (kind === "dataset") {
    return findDataset(projects, arn);
  }
  if (kind === undefined) {
    return findProject(projects, arn);
  }
  throw refused(
    "InvalidParameterException",
    `${arn} is not the ARN of a project, a dataset or a project version; the emulator has nothing else with tags.`,
  );
}

/** `NAME` of `arn:...:project/NAME/...`. */
function nameIn(arn: string): string {
  return arn.split("/")[1] ?? "";
}
