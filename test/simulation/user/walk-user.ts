import type { ListingPosition } from "@rekognition-rx/core";
import type { WalkWatch } from "../oracle/walk-watch.js";
import type { CheckpointSpec, Mischief } from "../program/program.js";
import type { AnyCommand, AnyConfig } from "./library.js";
import type { UserWalk } from "./user-walk.js";

/** The user's own part in a walk: what it is called with, and where it may do mischief. */
export interface WalkUser {
  readonly send: AnyConfig["client"]["send"];
  readonly checkpoint: (position: ListingPosition) => unknown;
  readonly withCommand: (command: AnyCommand) => AnyCommand;
  readonly onValue: (nth: number) => void;
}

/** The user of a walk, as its program says. */
export function walkUser({ walk, watch, send, abort, leave, sleep }: WalkUserParts): WalkUser {
  const { user, ownErrors, checkpoints } = watch.record;
  const { mischief } = walk.spec;
  const does = (kind: Mischief["kind"], nth: number): boolean =>
    mischief?.kind === kind && mischief.nth === nth && walk.legs === 1;
  let commands = 0;
  return {
    send,
    checkpoint(position) {
      watch.positionReported(position);
      if (does("checkpoint throws", user.positions)) {
        const error = new Error("thrown by checkpoint");
        checkpoints.fails(error);
        user.isLeaving = true;
        throw error;
      }
      if (does("checkpoint aborts", user.positions)) {
        abort();
      }
      if (does("checkpoint stops", user.positions)) {
        leave();
      }
      return walk.spec.checkpoint === undefined ? undefined : settled(walk.spec.checkpoint, watch, sleep);
    },
    withCommand(command) {
      commands += 1;
      if (does("withCommand aborts", commands)) {
        abort();
      }
      if (does("withCommand throws", commands)) {
        const error = new Error("thrown by withCommand");
        ownErrors.add(error);
        ownErrors.insteadOfRequest = true;
        throw error;
      }
      return command;
    },
    onValue(nth) {
      if (does("next aborts", nth)) {
        abort();
      }
    },
  };
}

interface WalkUserParts {
  readonly walk: UserWalk;
  readonly watch: WalkWatch;
  readonly send: AnyConfig["client"]["send"];
  /** Aborts the walk's own signal, if it has one. */
  readonly abort: () => void;
  readonly leave: () => void;
  readonly sleep: (ms: number, what: string) => Promise<void>;
}

/** What `checkpoint` returns for the position that was reported last. */
async function settled(
  { ms, rejectsAt }: CheckpointSpec,
  { name, record }: WalkWatch,
  sleep: WalkUserParts["sleep"],
): Promise<void> {
  const { checkpoints, user } = record;
  const nth = user.positions;
  checkpoints.pending += 1;
  await (ms === 0 ? undefined : sleep(ms, `the checkpoint of ${name} after page ${nth} is written`));
  checkpoints.pending -= 1;
  if (nth === rejectsAt) {
    const error = new Error(`the checkpoint after page ${nth} was rejected`);
    checkpoints.fails(error);
    user.isLeaving = true;
    throw error;
  }
}
