import {
  describeProjects$,
  describeProjectVersions$,
  listDatasetEntries$,
  listDatasetLabels$,
  type Listing,
  type ListingConfig,
  listProjectPolicies$,
  paginate$,
} from "@rekognition-rx/core";
import type { FakeConfig } from "../arbitraries/fake-service.js";
import { forwardTokenShape, keyShape, nextTokenShape, type Shape } from "../arbitraries/shape.js";
import type { AnyListing, Subject } from "./subject.js";

/** Every listing of ours that the laws are stated of. A new one is a line here. */
export const siblings: readonly Subject[] = [
  sibling("describeProjects$", "DescribeProjects", describeProjects$, nextTokenShape("ProjectDescriptions")),
  sibling(
    "describeProjectVersions$",
    "DescribeProjectVersions",
    describeProjectVersions$,
    nextTokenShape("ProjectVersionDescriptions"),
  ),
  sibling("listDatasetEntries$", "ListDatasetEntries", listDatasetEntries$, nextTokenShape("DatasetEntries")),
  sibling("listDatasetLabels$", "ListDatasetLabels", listDatasetLabels$, nextTokenShape("DatasetLabelDescriptions")),
  sibling("listProjectPolicies$", "ListProjectPolicies", listProjectPolicies$, nextTokenShape("ProjectPolicies")),
  sibling("paginate$ of a command", "ListThings", (config: FakeConfig, input?: object) =>
    paginate$(config, ListThingsCommand, input),
  ),
  sibling(
    "paginate$ with keys for tokens",
    "Scan",
    (config: FakeConfig, input?: object) => paginate$(config, { ...SCAN, command: ScanCommand }, input),
    keyShape,
  ),
  sibling(
    "paginate$ until the token stays the same",
    "GetLogEvents",
    (config: FakeConfig, input?: object) =>
      paginate$(config, { ...GET_LOG_EVENTS, command: GetLogEventsCommand }, input),
    forwardTokenShape,
  ),
];

class ListThingsCommand {
  readonly input: object;

  constructor(input: object) {
    this.input = input;
  }
}

class ScanCommand extends ListThingsCommand {}

class GetLogEventsCommand extends ListThingsCommand {}

const SCAN = {
  inputToken: "Query.ExclusiveStartKey",
  outputToken: "Result.LastEvaluatedKey",
  pageSize: "Query.Limit",
};

const GET_LOG_EVENTS = {
  inputToken: "nextToken",
  outputToken: "nextForwardToken",
  pageSize: "limit",
  end: "same",
} as const;

function sibling<Page extends object, Command, Token>(
  name: string,
  operation: string,
  list: (config: ListingConfig<Page, Command>, input: never) => Listing<Page, Token>,
  shape: Shape = nextTokenShape("Things"),
): Subject {
  return {
    name,
    operation,
    shape,
    // The fake service speaks for every operation, so its pages are of no operation's type.
    list: list as unknown as (config: object, input?: object) => AnyListing,
  };
}
