import { type ConsumerOf, type Consumption, ownError } from "../consumption.js";
import { doWork } from "../do-work.js";

/** A `for await` loop, which holds a page until its work is done. */
export async function loopOver(consumption: Consumption, { work, stop }: ConsumerOf<"for await">): Promise<void> {
  const { listing, watch, world, onValue } = consumption;
  const { user } = watch.record;
  const leavesAt = stop?.kind === "at" ? world.now + stop.ms : Number.POSITIVE_INFINITY;
  let nth = 0;
  try {
    for await (const page of listing) {
      nth += 1;
      watch.pageDelivered(page);
      user.holding = true;
      onValue(nth);
      await doWork(work, watch, world);
      if (world.now >= leavesAt || (stop?.kind === "within" && nth === stop.nth)) {
        user.isLeaving = true;
        break;
      }
      if (stop?.kind === "throws" && nth === stop.nth) {
        user.isLeaving = true;
        throw ownError(watch, "the loop's body");
      }
      watch.valueDelivered(page);
      user.holding = false;
    }
    if (user.isLeaving) {
      watch.stopped();
    } else {
      watch.completed();
    }
  } catch (error) {
    user.holding = false;
    watch.failedWith(error);
  }
}
