import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The TypeScript compiler's command: it has no API to call. For `node`. */
export const TSC: string = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
