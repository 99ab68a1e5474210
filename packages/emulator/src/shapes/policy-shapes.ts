import type { Member } from "./member.js";
import { text } from "./text.js";

/** The name of a policy. */
export const policyName: Member<string> = text({ minLength: 1, maxLength: 128, pattern: "[a-zA-Z0-9_.\\-]+" });

/** The revision of a policy. */
export const policyRevisionId: Member<string> = text({ maxLength: 64, pattern: "[0-9A-Fa-f]+" });
