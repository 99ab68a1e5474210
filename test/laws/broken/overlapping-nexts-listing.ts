import { PlainListing, PlainPull, type Step } from "./plain-listing.js";

/** Sends a request for each call of `next`, whether the one before was answered or not. */
export class OverlappingNextsListing extends PlainListing {
  override pull(): AsyncIterator<object, undefined, undefined> {
    return new OverlappingPull(this);
  }
}

class OverlappingPull extends PlainPull {
  override add(): void {
    const step: Promise<Step | undefined> = this.walk.over
      ? Promise.resolve(undefined)
      : this.walk.fetch(this.controller.signal);
    step.catch(() => {});
    this.steps.push(step);
  }
}
