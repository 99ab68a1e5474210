import { readFileSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/**
 * The manifests that stand in for S3: a folder, in which `s3://BUCKET/KEY` is the file `BUCKET/KEY`,
 * or the texts themselves by `BUCKET/KEY`.
 */
export type Manifests = string | Readonly<Record<string, string>>;

/** The text of a manifest, or `undefined` where there is no such object. */
export function manifestText(manifests: Manifests, bucket: string, key: string): string | undefined {
  return typeof manifests === "string" ? fileText(manifests, bucket, key) : ownText(manifests, `${bucket}/${key}`);
}

/** The lines of a manifest. A blank one counts, as the service counts it, but for those at the end. */
export function linesOf(text: string): readonly string[] {
  const body = text.trimEnd();
  return body === "" ? [] : body.split(/\r?\n/);
}

function ownText(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

function fileText(folder: string, bucket: string, key: string): string | undefined {
  const path = join(folder, bucket, key);
  const inside = relative(join(folder, bucket), path);
  // A key may have any characters in S3, and must not lead out of its bucket here.
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    return undefined;
  }
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
