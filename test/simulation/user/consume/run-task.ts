import { tap } from "rxjs";
import type { Consumption } from "../consumption.js";
import { valuesOf } from "../values-of.js";

/** A user of fp-ts, who gets all values together at the end. */
export function runTask(consumption: Consumption): void {
  const { watch, library } = consumption;
  const values$ = valuesOf(consumption).pipe(
    tap({ complete: () => (watch.record.user.hasCompleted = !watch.record.wasAborted) }),
  );
  const task = library.toTaskEither((error) => error)(values$);
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
