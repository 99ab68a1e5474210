/**
 * What a crawl asks for, beside the projects and their datasets as listed, which it always does.
 *
 * - `datasets`: their statistics and labels. - `versions`: models with F1, and their tags. - `usage`: models, and of
 * those that run, since when and with how many inference units, from CloudWatch. - `policies`. - `entries`.
 */
export type Depth = "datasets" | "entries" | "policies" | "projects" | "usage" | "versions";

/** In the order in which they are listed. */
export const DEPTHS: readonly Depth[] = ["projects", "datasets", "versions", "usage", "policies", "entries"];
