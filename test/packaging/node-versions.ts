/**
 * The newer Nodes that the packages are run under, besides the machine's own.
 *
 * From the npm package `node`, which carries the binary. Raise them here.
 */
export const NODE_VERSIONS = ["22.23.3", "24.21.0"] as const;
