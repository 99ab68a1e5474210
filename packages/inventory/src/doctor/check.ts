import type { Examination } from "./examination.js";
import type { Finding } from "./finding.js";

/** One of the checks. It has no findings if there is nothing to check. */
export type Check = (examination: Examination) => Promise<readonly Finding[]>;
