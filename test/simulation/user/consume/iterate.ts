import { type ConsumerOf, type Consumption, ownError } from "../consumption.js";
import { doWork } from "../do-work.js";

/** A user of the iterator itself, who may wait for several pages at once, and leave while waiting. */
export function iterate(consumption: Consumption, { work, calls, stop }: ConsumerOf<"iterator">): () => void {
  const { listing, watch, world, onValue } = consumption;
  const { user } = watch.record;
  const iterator = listing[Symbol.asyncIterator]();
  user.calls = 0;
  let nth = 0;
  // Of several who wait, others may still be handed what was on its way to them when one left.
  let left = false;
  const leave = (): void => {
    left = true;
    user.isLeaving = true;
    void iterator.return?.();
    watch.stopped();
  };
  const leaveByThrow = (): void => {
    const error = ownError(watch, "the iterator's user");
    left = true;
    user.isLeaving = true;
    iterator.throw?.(error).catch(() => {});
    watch.stopped();
  };
  const pull = async (): Promise<void> => {
    while (!watch.isOver) {
      user.calls = (user.calls ?? 0) + 1;
      let result: IteratorResult<object>;
      try {
        result = await iterator.next();
      } catch (error) {
        // Here and not after the loop: the others who wait hear of it just after this one.
        if (!left) {
          watch.failedWith(error);
        }
        return;
      }
      if (result.done === true) {
        if (!watch.isOver) {
          watch.completed();
        }
        return;
      }
      if (left) {
        return;
      }
      const { value: page } = result;
      watch.pageDelivered(page);
      watch.valueDelivered(page);
      nth += 1;
      const mine = nth;
      onValue(mine);
      await doWork(work, watch, world);
      if (watch.isOver) {
        return;
      }
      if (stop?.kind === "within" && mine === stop.nth) {
        leave();
      } else if (stop?.kind === "throws" && mine === stop.nth) {
        leaveByThrow();
      }
    }
  };
  for (let call = 0; call < calls; call += 1) {
    void pull();
  }
  return leave;
}
