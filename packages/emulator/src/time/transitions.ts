/** How long the service takes for the work that it does after an answer, in milliseconds of the emulator's clock. */
export interface Transitions {
  /** `CREATING` to `CREATED`. @defaultValue 1000 */
  readonly createProject?: number | undefined;
  /** `DELETING`, until the project is gone; with 0, no request after the deletion finds it. @defaultValue 0 */
  readonly deleteProject?: number | undefined;
  /** `CREATE_IN_PROGRESS` to `CREATE_COMPLETE`. @defaultValue 1000 */
  readonly createDataset?: number | undefined;
  /** `UPDATE_IN_PROGRESS` to `UPDATE_COMPLETE`. @defaultValue 1000 */
  readonly updateDataset?: number | undefined;
  /** `DELETE_IN_PROGRESS`, until the dataset is gone. @defaultValue 1000 */
  readonly deleteDataset?: number | undefined;
  /** `TRAINING_IN_PROGRESS` to `TRAINING_COMPLETED`. @defaultValue 5000 */
  readonly train?: number | undefined;
  /** `COPYING_IN_PROGRESS` to `COPYING_COMPLETED`. @defaultValue 2000 */
  readonly copy?: number | undefined;
  /** `STARTING` to `RUNNING`. @defaultValue 2000 */
  readonly start?: number | undefined;
  /** `STOPPING` to `STOPPED`. @defaultValue 1000 */
  readonly stop?: number | undefined;
  /** `DELETING`, until the version is gone. @defaultValue 1000 */
  readonly deleteVersion?: number | undefined;
}

/** Every duration: the given one, or the default. @throws RangeError for one that is not 0 or more */
export function checkTransitions(given: Transitions | number | undefined): Required<Record<keyof Transitions, number>> {
  const entries = Object.entries(usual).map(([name, ms]) => {
    const wanted = typeof given === "number" ? given : (given?.[name as keyof Transitions] ?? ms);
    if (!(Number.isFinite(wanted) && wanted >= 0)) {
      throw new RangeError(`transitions.${name} is ${wanted}; it must be 0 ms or more`);
    }
    return [name, wanted] as const;
  });
  const unknown = Object.keys(typeof given === "object" ? given : {}).find((name) => !(name in usual));
  if (unknown !== undefined) {
    throw new RangeError(
      `transitions.${unknown} is not a transition; the transitions are ${Object.keys(usual).join(", ")}`,
    );
  }
  return Object.fromEntries(entries) as Record<keyof Transitions, number>;
}

const usual: Readonly<Record<keyof Transitions, number>> = {
  createProject: 1_000,
  deleteProject: 0,
  createDataset: 1_000,
  updateDataset: 1_000,
  deleteDataset: 1_000,
  train: 5_000,
  copy: 2_000,
  start: 2_000,
  stop: 1_000,
  deleteVersion: 1_000,
};
