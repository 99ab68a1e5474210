import { Observable, type ObservableInput } from "rxjs";
import type { WorkSpec } from "../../program/program.js";
import type { VirtualWorld } from "../../world/virtual-world.js";
import { type ConsumerOf, type Consumption, ownError } from "../consumption.js";
import { doWork } from "../do-work.js";

/** A user of `processPages`, whose work is a promise or an Observable. */
export function processAll(consumption: Consumption, { work, stop }: ConsumerOf<"processPages">): () => void {
  const { listing, watch, library, world, onValue } = consumption;
  const { user } = watch.record;
  let nth = 0;
  const done = (page: object): void => {
    if (!watch.isOver) {
      watch.valueDelivered(page);
      user.holding = false;
    }
  };
  const worked = async (its: WorkSpec, page: object): Promise<void> => {
    await doWork(its, watch, world);
    done(page);
  };
  const subscription = library
    .processPages(listing, (page): ObservableInput<unknown> => {
      nth += 1;
      watch.pageDelivered(page);
      user.holding = true;
      onValue(nth);
      if (stop?.kind === "throws" && nth === stop.nth) {
        user.holding = false;
        user.isLeaving = true;
        throw ownError(watch, "the work on a page");
      }
      if (stop?.kind === "within" && nth === stop.nth) {
        leave();
      }
      return work.kind === "observable" ? worked$(work, world, () => done(page)) : worked(work, page);
    })
    .subscribe({
      error: (error: unknown) => watch.failedWith(error),
      complete: () => watch.completed(),
    });
  const leave = (): void => {
    user.isLeaving = true;
    subscription.unsubscribe();
    watch.stopped();
  };
  return leave;
}

/** Work as an Observable: some values after a while, each result a value; at once where there is nothing to wait for. */
function worked$(
  { ms, values }: { readonly ms: number; readonly values: number },
  world: VirtualWorld,
  done: () => void,
): Observable<unknown> {
  return new Observable<unknown>((subscriber) => {
    const finish = (): void => {
      for (let value = 0; value < values; value += 1) {
        subscriber.next(value);
      }
      done();
      subscriber.complete();
    };
    if (ms === 0) {
      finish();
      return undefined;
    }
    return world.after(ms, "the work on a page is done", finish);
  });
}
