/**
 * What a crawl asks for, beside the projects and their datasets as listed, which it always does.
 *
 * - `datasets`: their statistics and labels. - `versions`: models with F1, and their tags. - `policies`. - `entries`.
 */
export type Depth = (typeof DEPTHS)[number];

export const DEPTHS = ["projects", "datasets", "versions", "policies", "entries"] as const;
