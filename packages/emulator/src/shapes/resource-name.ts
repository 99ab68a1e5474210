import type { Member } from "./member.js";
import { text } from "./text.js";

/** The name of a project or of a version. */
export const resourceName: Member<string> = text({ minLength: 1, maxLength: 255, pattern: "[a-zA-Z0-9_.\\-]+" });
