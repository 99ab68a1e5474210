import type { ServiceError } from "./service-error.js";

/** The JSON of an error answer; `requestId` is its `Logref`. */
export function errorBody(error: ServiceError, requestId: string): string {
  const { code, message } = error;
  if (!EXCEPTIONS_OF_REKOGNITION.has(code)) {
    return JSON.stringify({ __type: code, message });
  }
  // Both spellings: the service writes `Message`, and clients of JSON 1.1 in general read `message`.
  return JSON.stringify({ __type: code, Code: code, Logref: requestId, Message: message, message });
}

/** The exceptions that the service model declares for the operations of Custom Labels. */
const EXCEPTIONS_OF_REKOGNITION: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "ImageTooLargeException",
  "InternalServerError",
  "InvalidImageFormatException",
  "InvalidPaginationTokenException",
  "InvalidParameterException",
  "InvalidPolicyRevisionIdException",
  "InvalidS3ObjectException",
  "LimitExceededException",
  "MalformedPolicyDocumentException",
  "ProvisionedThroughputExceededException",
  "ResourceAlreadyExistsException",
  "ResourceInUseException",
  "ResourceNotFoundException",
  "ResourceNotReadyException",
  "ServiceQuotaExceededException",
]);
