import type { WorldPromise } from "../../world-promise.js";

export const nothingThrownAtTheUser: WorldPromise = {
  states: "the library throws nothing at a user who does what is allowed",
  watches: {
    throws: (error) => `an error is thrown at the user: ${String(error)}`,
  },
};
