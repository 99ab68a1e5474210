/**
 * What a crawl asks for. Every crawl lists the projects and their datasets (`projects`). Each other depth adds to that:
 *
 * - `datasets`: the statistics and labels of the datasets.
 * - `versions`: the models with their F1 score, and their tags.
 * - `usage`: the models. For those that run: since when, and with how many inference units, from CloudWatch.
 * - `policies`: the resource policies of the projects.
 * - `entries`: the lines of the datasets.
 */
export type Depth = "datasets" | "entries" | "policies" | "projects" | "usage" | "versions";

/** In the order in which they are listed. */
export const DEPTHS: readonly Depth[] = ["projects", "datasets", "versions", "usage", "policies", "entries"];
