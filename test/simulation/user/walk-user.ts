import type { ListingPosition } from "@rekognition-rx/core";
import type { WalkWatch } from "../oracle/walk-watch.js";
import type { Mischief } from "../program/program.js";
import type { AnyCommand, AnyConfig } from "./library.js";
import type { UserWalk } from "./user-walk.js";

/** The user's own part in a walk: what it is called with, and where it may do mischief. */
export interface WalkUser {
  readonly send: AnyConfig["client"]["send"];
  readonly checkpoint: (position: ListingPosition) => void;
  readonly withCommand: (command: AnyCommand) => AnyCommand;
  readonly onValue: (nth: number) => void;
}

/** The user of a walk, as its program says. */
export function walkUser({ walk, watch, send, abort, leave }: WalkUserParts): WalkUser {
  const { user, ownErrors } = watch.record;
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
        ownErrors.add(error);
        user.isLeaving = true;
        throw error;
      }
      if (does("checkpoint aborts", user.positions)) {
        abort();
      }
      if (does("checkpoint stops", user.positions)) {
        leave();
      }
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
}
