import type { SourceFile } from "./source-file.js";

/** A rule of the house: what is wrong with these sources, one sentence each. */
export type Rule = (sources: readonly SourceFile[]) => readonly string[];
