import {
  AccessDeniedException,
  InvalidPaginationTokenException,
  ResourceInUseException,
  ResourceNotFoundException,
  ResourceNotReadyException,
  ThrottlingException,
} from "@aws-sdk/client-rekognition";
import { expect, test } from "vitest";
import { ListingError } from "../../src/errors/listing-error.js";
import { type ResourceFailure, resourceFailureOf } from "../../src/errors/resource-failure-of.js";

const fields = { message: "no", $metadata: {} };
const inListing = (cause: unknown): Error =>
  new ListingError({ operation: "ListDatasetEntries", cause, resumeToken: undefined, pagesDelivered: 0 });

test.each<[ResourceFailure, Error]>([
  ["denied", new AccessDeniedException(fields)],
  ["gone", new ResourceNotFoundException(fields)],
  ["not-ready", new ResourceNotReadyException(fields)],
  ["not-ready", new ResourceInUseException(fields)],
])("is %s for the SDK's exception, however it was wrapped", (failure, error) => {
  expect(resourceFailureOf(error)).toBe(failure);
  expect(resourceFailureOf(inListing(new Error("traced", { cause: error })))).toBe(failure);
});

test.each<[string, unknown]>([
  ["a throttle", inListing(new ThrottlingException(fields))],
  ["a token that has expired", inListing(new InvalidPaginationTokenException(fields))],
  ["a denial by STS, which is about the account", Object.assign(new Error("no"), { name: "AccessDenied" })],
  ["an error that only says so", new Error("AccessDeniedException")],
  ["a name alone", "AccessDeniedException"],
  ["what is no error", { name: "AccessDeniedException" }],
  ["nothing", undefined],
])("is none for %s", (_, error) => {
  expect(resourceFailureOf(error)).toBeUndefined();
});
