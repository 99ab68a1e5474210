import type { Member } from "./member.js";
import { text } from "./text.js";

/** The ARN of a project, as the service model constrains it. */
export const projectArn: Member<string> = text({
  minLength: 20,
  maxLength: 2_048,
  pattern: "(^arn:[a-z\\d-]+:rekognition:[a-z\\d-]+:\\d{12}:project\\/[a-zA-Z0-9_.\\-]{1,255}\\/[0-9]+$)",
});

/** The ARN of a dataset, as the service model constrains it. */
export const datasetArn: Member<string> = text({
  minLength: 20,
  maxLength: 2_048,
  pattern:
    "(^arn:[a-z\\d-]+:rekognition:[a-z\\d-]+:\\d{12}:project\\/[a-zA-Z0-9_.\\-]{1,255}\\/dataset\\/(train|test)\\/[0-9]+$)",
});

/** The ARN of a project's version, as the service model constrains it. */
export const projectVersionArn: Member<string> = text({
  minLength: 20,
  maxLength: 2_048,
  pattern:
    "(^arn:[a-z\\d-]+:rekognition:[a-z\\d-]+:\\d{12}:project\\/[a-zA-Z0-9_.\\-]{1,255}\\/version\\/[a-zA-Z0-9_.\\-]{1,255}\\/[0-9]+$)",
});

/** The ARN of anything that may have tags. */
export const resourceArn: Member<string> = text({ minLength: 20, maxLength: 2_048 });
