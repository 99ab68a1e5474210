import { readFileSync } from "node:fs";

import * as E from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { PathReporter } from "io-ts/lib/PathReporter.js";

const Dependencies = t.record(t.string, t.string);

const ManifestCodec = t.intersection([
  t.type({ name: t.string }),
  t.partial({
    version: t.string,
    private: t.boolean,
    description: t.string,
    keywords: t.array(t.string),
    homepage: t.string,
    license: t.string,
    repository: t.type({ type: t.string, url: t.string, directory: t.string }),
    type: t.string,
    sideEffects: t.boolean,
    main: t.string,
    types: t.string,
    exports: t.record(t.string, t.union([t.string, t.record(t.string, t.string)])),
    bin: t.record(t.string, t.string),
    engines: t.record(t.string, t.string),
    scripts: t.record(t.string, t.string),
    dependencies: Dependencies,
    peerDependencies: Dependencies,
    peerDependenciesMeta: t.record(t.string, t.partial({ optional: t.boolean })),
    devDependencies: Dependencies,
  }),
]);

/** What the tests read of a `package.json`. */
export type Manifest = t.TypeOf<typeof ManifestCodec>;

/** Reads a `package.json`; throws if a member is not what npm wants there. */
export function readManifest(file: string | URL): Manifest {
  const decoded = ManifestCodec.decode(JSON.parse(readFileSync(file, "utf8")));
  if (E.isLeft(decoded)) {
    throw new TypeError(`${String(file)}: ${PathReporter.report(decoded).join("; ")}`);
  }
  return decoded.right;
}
