import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The path of a file of this package. It works in the sources, in the build, and in the bundle. */
export function packageFile(path: string): string {
  const manifest = createRequire(import.meta.url).resolve("@rekognition-rx/inventory/package.json");
  return join(dirname(manifest), path);
}
