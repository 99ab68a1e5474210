import { describeProjects } from "./describe-projects.js";
import type { Operation } from "./operation.js";

/** What the emulator answers, by the name AWS has for it. */
export const operations: ReadonlyMap<string, Operation> = new Map([["DescribeProjects", describeProjects]]);
