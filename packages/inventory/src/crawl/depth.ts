/**
 * What a crawl asks for, beside the projects and their datasets as listed, which it always does.
 *
 * - `datasets`: their statistics and labels. - `versions`: models with F1, and their tags. - `policies`. - `entries`.
 */
export type Depth = "datasets" | "entries" | "policies" | "projects" | "versions";

/** In the order in which they are told of. */
export const DEPTHS: readonly Depth[] = ["projects", "datasets", "versions", "policies", "entries"];
