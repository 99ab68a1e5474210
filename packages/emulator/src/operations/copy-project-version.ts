import { refused } from "../wire/service-error.js";
import { consoleBucket } from "../account/console-bucket.js";
import { findProject, findVersion } from "../account/find-resource.js";
import { allowsCopying } from "../account/policy-document.js";
import { labelsOf } from "../account/labels-of.js";
import { ProjectVersion } from "../account/project-version.js";
import { projectArn, projectVersionArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { resourceName } from "../shapes/resource-name.js";
import { tagMap } from "../shapes/tag-map.js";
import { kmsKeyId, outputConfig } from "../shapes/version-shapes.js";
import { checkNewVersion } from "./check-new-version.js";
import { type Operation, operation } from "./operation.js";

/**
 * Copies a version to another project, which may be one of another account.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CopyProjectVersion.html
 */
export const copyProjectVersion: Operation = operation({
  summary:
    "Copies a version to another project. The source project may be in another account, if one of its policies allows " +
    "the copy. The new version is `COPYING_IN_PROGRESS`, then `COPYING_COMPLETED`.",
  input: {
    SourceProjectArn: required(projectArn),
    SourceProjectVersionArn: required(projectVersionArn),
    DestinationProjectArn: required(projectArn),
    VersionName: required(resourceName),
    OutputConfig: required(outputConfig),
    Tags: tagMap,
    KmsKeyId: kmsKeyId,
  },
  errors: {
    ResourceNotFoundException: "there is no such project or version",
    ResourceInUseException: "the name is taken, or the destination is `DELETING`",
    LimitExceededException: "the destination already has as many versions as the quota allows",
    AccessDeniedException: "the source project is in another account, and none of its policies allows the copy",
    InvalidParameterException:
      "the version is not one of the source project, is not trained, is `DELETING`, is in another region, or is not one of Custom Labels",
  },
  answer: (input, context) => {
    const { projects, here, nowMs, later, projectsOf } = context;
    const [, , , region, accountId = ""] = input.SourceProjectArn.split(":");
    if (region !== here.region) {
      throw refused("InvalidParameterException", `The source project is not in ${here.region}.`);
    }
    const source = findProject(projectsOf(accountId), input.SourceProjectArn);
    if (accountId !== here.accountId) {
      const allowed = source.policies
        .all()
        .some(({ document }) => allowsCopying(document, here.accountId, input.SourceProjectVersionArn));
      if (!allowed) {
        throw refused(
          "AccessDeniedException",
          `No policy of ${source.arn} allows account ${here.accountId} to copy ${input.SourceProjectVersionArn}.`,
        );
      }
    }
    const { project: owner, version: original } = findVersion(projectsOf(accountId), input.SourceProjectVersionArn);
    const destination = findProject(projects, input.DestinationProjectArn);
    if (owner !== source) {
      throw refused("InvalidParameterException", `${original.arn} is not a version of ${source.arn}.`);
    }
    if (source.feature !== "CUSTOM_LABELS" || destination.feature !== "CUSTOM_LABELS") {
      throw refused("InvalidParameterException", "Only versions of the feature CUSTOM_LABELS can be copied.");
    }
    const { result } = original;
    if (result === undefined || original.status === "DELETING") {
      throw refused("InvalidParameterException", `The project version ${original.arn} is ${original.status}.`);
    }
    checkNewVersion(destination, input.VersionName, context);
    const createdMs = Math.floor(nowMs);
    const copy = new ProjectVersion(
      {
        ...original.fields,
        labels: labelsOf(source, original),
        name: input.VersionName,
        projectName: destination.name,
        arn: destination.versionArn(input.VersionName, createdMs),
        createdMs,
        outputConfig: {
          bucket: input.OutputConfig.S3Bucket ?? consoleBucket(here),
          prefix: input.OutputConfig.S3KeyPrefix ?? "",
        },
        kmsKeyId: input.KmsKeyId,
        sourceVersionArn: original.arn,
      },
      "COPYING_IN_PROGRESS",
    );
    copy.statusMessage = "The model is being copied.";
    if (input.Tags !== undefined) {
      copy.tags = input.Tags;
    }
    destination.versions.add(copy);
    later("copy", () => {
      if (copy.status !== "COPYING_IN_PROGRESS") {
        return;
      }
      copy.status = "COPYING_COMPLETED";
      copy.statusMessage = "Model copy operation was successful.";
      copy.result = result;
    });
    return { ProjectVersionArn: copy.arn };
  },
});
