import type { Examination } from "./examination.js";
import type { Finding } from "./finding.js";

/** One thing that is looked at. It finds nothing where it has nothing to look at. */
export type Check = (examination: Examination) => Promise<readonly Finding[]>;
