/** What {@link watchProjects$} reports of an account's projects. The kinds are distinguished by `_tag`. */
export type ProjectEvent<Project> =
  | ProjectAdded<Project>
  | ProjectChanged<Project>
  | ProjectRemoved<Project>
  | Stale
  | Fresh;

/** A project that was not there before, or that the first poll found. */
export interface ProjectAdded<Project> {
  readonly _tag: "Added";
  readonly arn: string;
  readonly project: Project;
}

/** A project of which anything is another: its status, one of its datasets. */
export interface ProjectChanged<Project> {
  readonly _tag: "Changed";
  readonly arn: string;
  readonly project: Project;
  /** As it was. */
  readonly previous: Project;
}

/** A project that is gone. */
export interface ProjectRemoved<Project> {
  readonly _tag: "Removed";
  readonly arn: string;
  /** As it was. */
  readonly project: Project;
}

/** A poll failed: what was reported before may not be so any more. One for each poll that fails. */
export interface Stale {
  readonly _tag: "Stale";
  readonly error: unknown;
  /** When the last poll that came to its end began: what was reported is as of then. `undefined` where there was none. */
  readonly since: Date | undefined;
}

/** A poll came to its end again, and all that has changed meanwhile has been reported. */
export interface Fresh {
  readonly _tag: "Fresh";
}

/** A poll came to its end, and all that it found has been reported. One for each poll that does, where it is asked for. */
export interface Listed {
  readonly _tag: "Listed";
  /** When the poll began: what was reported is as of then. */
  readonly at: Date;
}
