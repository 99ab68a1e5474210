import type { WalkPromise } from "../../walk-promise.js";

export const valuesOfThePages: WalkPromise = {
  states: "the stages after the pages emit what the pages hold, in order",
  watches: {
    emits: ({ values }, shown) =>
      shown === values.next ? undefined : `emits ${shown} where ${values.next ?? "nothing"} was next`,
    completes: ({ values }) => (values.all.length === 0 ? undefined : `completes without ${values.all.join(", ")}`),
  },
};
