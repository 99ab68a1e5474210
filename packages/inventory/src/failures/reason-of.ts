/** Why the file system refused, in words. For an unknown error, its own message. */
export function reasonOf(cause: unknown): string {
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
  EIO: "the device failed",
  EEXIST: "a file of that name is in the way",
  ENOTDIR: "a part of the path is a file and not a folder",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "a part of the path does not exist",
};
