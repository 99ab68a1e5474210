import { Observable, type ObservableInput, type Subscription } from "rxjs";
import type { ConsumerSpec, WorkSpec } from "../program/program.js";
import type { VirtualWorld } from "../world/virtual-world.js";
import type { AnyListing, Library } from "./library.js";
import { valuesOf } from "./walk-listing.js";
import type { WalkWatch } from "./walk-watch.js";

/** Consumes a listing as the program says; the answer leaves it from outside, where there is a way to. */
export function consume(
  listing: AnyListing,
  watch: WalkWatch,
  library: Library,
  world: VirtualWorld,
  onValue: (nth: number) => void,
): (() => void) | undefined {
  const { consumer } = watch.spec;
  switch (consumer.kind) {
    case "subscribe":
      return subscribe(listing, watch, consumer, library, onValue);
    case "toTaskEither":
      runTask(listing, watch, library);
      return undefined;
    case "for await":
      void loop(listing, watch, consumer, world, onValue);
      return undefined;
    case "iterator":
      return iterate(listing, watch, consumer, world, onValue);
    case "processPages":
      return processAll(listing, watch, consumer, library, world, onValue);
  }
}

type Consumer<Kind extends ConsumerSpec["kind"]> = Extract<ConsumerSpec, { readonly kind: Kind }>;

function subscribe(
  listing: AnyListing,
  watch: WalkWatch,
  { take: most, stop }: Consumer<"subscribe">,
  library: Library,
  onValue: (nth: number) => void,
): () => void {
  const values$ = valuesOf(listing, watch, library);
  let subscription: Subscription | undefined;
  const leave = (): void => {
    if (subscription === undefined) {
      // It ends before `subscribe` returns: there is nothing yet that could be left.
      return;
    }
    watch.isLeaving = true;
    subscription.unsubscribe();
    watch.stopped();
  };
  subscription = (most === undefined ? values$ : values$.pipe(takeValues(most))).subscribe({
    next(value) {
      watch.valueDelivered(value);
      onValue(watch.consumed);
      if (stop?.kind === "within" && watch.consumed === stop.nth) {
        leave();
      } else if (stop?.kind === "throws" && watch.consumed === stop.nth) {
        throw ownError(watch, "the subscriber's next");
      }
    },
    error: (error: unknown) => watch.failedWith(error),
    complete: () => watch.completed(),
  });
  return leave;
}

/** `take`, whose completion must not be heard before the value that it is for. */
function takeValues<T>(most: number): (source: Observable<T>) => Observable<T> {
  return (source) =>
    new Observable((subscriber) => {
      let left = most;
      const subscription: Subscription = source.subscribe({
        next(value) {
          left -= 1;
          subscriber.next(value);
          if (left === 0) {
            subscriber.complete();
          }
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
      subscriber.add(subscription);
    });
}

function runTask(listing: AnyListing, watch: WalkWatch, library: Library): void {
  const task = library.toTaskEither((error) => error)(valuesOf(listing, watch, library));
  task().then(
    (either) => {
      if (either._tag === "Left") {
        watch.failedWith(either.left);
        return;
      }
      for (const value of either.right) {
        watch.valueDelivered(value);
      }
      watch.completed();
    },
    (error: unknown) => watch.failedWith(error),
  );
}

async function loop(
  listing: AnyListing,
  watch: WalkWatch,
  { work, stop }: Consumer<"for await">,
  world: VirtualWorld,
  onValue: (nth: number) => void,
): Promise<void> {
  const leavesAt = stop?.kind === "at" ? world.now + stop.ms : Number.POSITIVE_INFINITY;
  let nth = 0;
  try {
    for await (const page of listing) {
      nth += 1;
      watch.pageDelivered(page);
      watch.holding = true;
      onValue(nth);
      await doWork(work, watch, world);
      if (world.now >= leavesAt || (stop?.kind === "within" && nth === stop.nth)) {
        watch.isLeaving = true;
        break;
      }
      if (stop?.kind === "throws" && nth === stop.nth) {
        watch.isLeaving = true;
        throw ownError(watch, "the loop's body");
      }
      watch.valueDelivered(page);
      watch.holding = false;
    }
    if (watch.isLeaving) {
      watch.stopped();
    } else {
      watch.completed();
    }
  } catch (error) {
    watch.holding = false;
    watch.failedWith(error);
  }
}

/** A user of the iterator itself, who may wait for several pages at once, and leave while waiting. */
function iterate(
  listing: AnyListing,
  watch: WalkWatch,
  { work, calls, stop }: Consumer<"iterator">,
  world: VirtualWorld,
  onValue: (nth: number) => void,
): () => void {
  const iterator = listing[Symbol.asyncIterator]();
  watch.calls = 0;
  let nth = 0;
  // Who waits beside others may be told what was on its way to them when one of them left.
  let left = false;
  const leave = (): void => {
    left = true;
    watch.isLeaving = true;
    void iterator.return?.();
    watch.stopped();
  };
  const pull = async (): Promise<void> => {
    while (!watch.isOver) {
      watch.calls = (watch.calls ?? 0) + 1;
      let result: IteratorResult<object>;
      try {
        result = await iterator.next();
      } catch (error) {
        // Here and not behind the loop: the others who wait are told just after this one.
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
      watch.pageDelivered(result.value);
      watch.valueDelivered(result.value);
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
        const error = ownError(watch, "the iterator's user");
        left = true;
        watch.isLeaving = true;
        iterator.throw?.(error).catch(() => {});
        watch.stopped();
      }
    }
  };
  for (let call = 0; call < calls; call += 1) {
    void pull();
  }
  return leave;
}

function processAll(
  listing: AnyListing,
  watch: WalkWatch,
  { work, stop }: Consumer<"processPages">,
  library: Library,
  world: VirtualWorld,
  onValue: (nth: number) => void,
): () => void {
  let nth = 0;
  const done = (page: object): void => {
    if (!watch.isOver) {
      watch.valueDelivered(page);
      watch.holding = false;
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
      watch.holding = true;
      onValue(nth);
      if (stop?.kind === "throws" && nth === stop.nth) {
        watch.holding = false;
        watch.isLeaving = true;
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
    watch.isLeaving = true;
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

async function doWork(work: WorkSpec, watch: WalkWatch, world: VirtualWorld): Promise<void> {
  if (work.kind === "microtask") {
    await Promise.resolve();
  } else if (work.kind === "async") {
    await world.sleep(work.ms, `${watch.name} has done its work on a page`);
  }
}

function ownError(watch: WalkWatch, where: string): Error {
  const error = new Error(`thrown by ${where}`);
  watch.ownErrors.add(error);
  return error;
}
