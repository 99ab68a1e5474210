import { getEventListeners } from "node:events";
import type { WorldPromise } from "../../world-promise.js";

export const oneListenerASignal: WorldPromise = {
  states: "a signal has one listener, however many walks share it, and none once they are over",
  watches: {
    rests({ signals, walks }) {
      for (const [at, signal] of signals.entries()) {
        const listeners = getEventListeners(signal, "abort").length;
        const users = walks.filter(({ end, facts }) => end === undefined && facts.signals.includes(signal)).length;
        if (listeners > Math.min(users, 1)) {
          return `signal ${at} has ${listeners} listeners for ${users} walks`;
        }
      }
      return undefined;
    },
  },
};
