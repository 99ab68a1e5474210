import { readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/**
 * The manifests that replace S3: the path of a folder, in which `s3://BUCKET/KEY` is the file `BUCKET/KEY`,
 * or an object with the texts themselves, by `BUCKET/KEY`.
 */
export type Manifests = string | Readonly<Record<string, string>>;

/** The text of a manifest, or `undefined` where there is no such object. */
export function manifestText(manifests: Manifests, bucket: string, key: string): string | undefined {
  return typeof manifests === "string" ? fileText(manifests, bucket, key) : ownText(manifests, `${bucket}/${key}`);
}

/** The lines of a manifest. Blank lines count, except those at the end. */
export function linesOf(text: string): readonly string[] {
  const body = text.trimEnd();
  return body === "" ? [] : body.split(/\r?\n/);
}

function ownText(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

function fileText(folder: string, bucket: string, key: string): string | undefined {
  // S3 takes a key as it is; a file system would take "a//b", "./a" and "b/../a" for other names of the same file.
  const parts = [bucket, ...key.split("/")];
  if (parts.some((part) => part === "" || part === "." || part === ".." || part.includes(sep))) {
    return undefined;
  }
  const path = join(folder, ...parts);
  try {
    // Reading anything else, such as a pipe, could wait for ever.
    return statSync(path).isFile() ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

/** @throws TypeError for a path that is not a folder */
export function checkManifests(manifests: Manifests): Manifests {
  if (typeof manifests === "string" && statSync(manifests, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new TypeError(`manifests is ${JSON.stringify(manifests)}; it must be a folder that exists`);
  }
  return manifests;
}
