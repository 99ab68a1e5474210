import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A file of this package, seen from the sources, from what is built of them, and from what is bundled of that. */
export function packageFile(path: string): string {
  const manifest = createRequire(import.meta.url).resolve("@rekognition-rx/inventory/package.json");
  return join(dirname(manifest), path);
}
