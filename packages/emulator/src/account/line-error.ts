/** An error that the service finds in a line of a manifest. */
export interface LineError {
  readonly code: keyof typeof MESSAGES;
  readonly message: string;
}

/** @param attribute - the label attribute that the error is about; some messages name it */
export function lineError(code: LineError["code"], attribute = ""): LineError {
  return { code, message: MESSAGES[code].replace("{}", attribute) };
}

/** Codes and messages are those of https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/tm-debugging-json-line-errors.html */
const MESSAGES = {
  ERROR_NO_LABEL_ATTRIBUTES: "No label attributes found.",
  ERROR_NO_VALID_LABEL_ATTRIBUTES: "No valid label attributes found.",
  ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT: "The format of the label attribute {} is invalid.",
  ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT: "The format of the label attribute metadata is invalid.",
  ERROR_UNSUPPORTED_USE_CASE_TYPE:
    "The use case type of the {}-metadata label attribute metadata is unsupported. Check the type field.",
  ERROR_INVALID_LABEL_NAME_LENGTH: "The length of a label name is too long.",
  ERROR_MISSING_BOUNDING_BOX_CONFIDENCE: "One or more bounding boxes has a missing confidence value.",
  ERROR_MISSING_CLASS_MAP_ID: "One of more class ids is missing from the class map.",
  ERROR_INVALID_BOUNDING_BOX: "The bounding box has off frame values.",
  ERROR_BOUNDING_BOX_TOO_SMALL: "The height and width of the bounding box is too small.",
  ERROR_TOO_MANY_BOUNDING_BOXES: "There are more bounding boxes than the allowed maximum.",
  ERROR_NO_VALID_ANNOTATIONS: "No valid annotations found.",
} as const;
