/** A file of the inventory could not be written; the file system's own error is the `cause`. */
export class OutputError extends Error {
  readonly _tag = "OutputError";
  /** The file or folder as the user named it. */
  readonly path: string;

  constructor(fields: { readonly path: string; readonly cause: unknown }) {
    super(`cannot write ${fields.path}: ${reasonOf(fields.cause)}`, { cause: fields.cause });
    this.name = "OutputError";
    this.path = fields.path;
  }
}

/** Whether a value is an {@link OutputError}. */
export function isOutputError(value: unknown): value is OutputError {
  return value instanceof Error && "_tag" in value && value._tag === "OutputError";
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const reason = typeof code === "string" ? reasons[code] : undefined;
  return reason ?? (cause instanceof Error ? cause.message : String(cause));
}

const reasons: Readonly<Record<string, string | undefined>> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the device",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than is allowed here",
  EMFILE: "too many files are open",
  EEXIST: "a file of that name is in the way",
  ENOTDIR: "a part of the path is a file and not a folder",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "a part of the path does not exist",
};
