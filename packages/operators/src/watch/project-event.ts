/** What {@link watchProjects$} reports about the projects of an account. `_tag` says which kind of event it is. */
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

/** A project in which anything has changed: its status, or one of its datasets. */
export interface ProjectChanged<Project> {
  readonly _tag: "Changed";
  readonly arn: string;
  /** The project as it is now. */
  readonly project: Project;
  /** The project as it was before. */
  readonly previous: Project;
}

/** A project that no longer exists. */
export interface ProjectRemoved<Project> {
  readonly _tag: "Removed";
  readonly arn: string;
  /** The project as it was before. */
  readonly project: Project;
}

/** A poll failed, so what was reported before may be out of date. There is one for each poll that fails. */
export interface Stale {
  readonly _tag: "Stale";
  /**
   * Why the poll failed: the error of the listing, a `TimeoutError`, or an `IncompletePollError` if the poll did not
   * find all projects.
   */
  readonly error: unknown;
  /**
   * When the last complete poll began: what was reported is from that time. `undefined` if no poll was complete yet.
   */
  readonly since: Date | undefined;
}

/** A poll was complete again, and all changes since the last complete poll have been reported. */
export interface Fresh {
  readonly _tag: "Fresh";
}

/**
 * A poll was complete, and all that it found has been reported. With `listed: true`, there is one for each complete
 * poll.
 */
export interface Listed {
  readonly _tag: "Listed";
  /** When the poll began: what was reported is from that time. */
  readonly at: Date;
}
