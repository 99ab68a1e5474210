import { VirtualTimeScheduler } from "rxjs";

/** Virtual time whose clock can be set: timers go on as they were, `now()` jumps. */
export class JumpyScheduler extends VirtualTimeScheduler {
  skew = 0;
  override now: () => number = () => this.frame + this.skew;

  /** Passes time, with what is due in it. */
  advance(milliseconds: number): void {
    const until = this.frame + milliseconds;
    this.maxFrames = until;
    this.flush();
    this.frame = until;
    this.maxFrames = Number.POSITIVE_INFINITY;
  }

  /** Timers that are still to come. */
  get pending(): number {
    return this.actions.filter((action) => !action.closed).length;
  }
}
