import { aPositionAPage } from "../oracle/promises/walk/a-position-a-page.js";
import { noErrorThatNobodyCatches } from "../oracle/promises/world/no-error-that-nobody-catches.js";
import { nothingThrownAtTheUser } from "../oracle/promises/world/nothing-thrown-at-the-user.js";
import { oneListenerASignal } from "../oracle/promises/world/one-listener-a-signal.js";
import { OURS } from "../user/library.js";
import { listingWith } from "./changed-library.js";
import type { PlantedFault } from "./planted-fault.js";

/** What a user is handed, or left with, without having asked for it. */
export const USER_FAULTS: readonly PlantedFault[] = [
  {
    name: "a listener that is left on the signal",
    library: listingWith((config) => {
      config.signal?.addEventListener("abort", () => undefined);
      return config;
    }),
    breaks: oneListenerASignal,
  },
  {
    name: "a position that is reported twice",
    library: listingWith((config) => ({
      ...config,
      checkpoint: (position) => {
        config.checkpoint?.(position);
        config.checkpoint?.(position);
      },
    })),
    breaks: aPositionAPage,
  },
  {
    name: "an error that nobody waits for",
    library: {
      ...OURS,
      listing: (listing) => {
        void Promise.reject(new Error("lost"));
        return listing;
      },
    },
    breaks: noErrorThatNobodyCatches,
  },
  {
    name: "an error in place of a listing",
    library: {
      ...OURS,
      listing: () => {
        throw new Error("thrown at once");
      },
    },
    breaks: nothingThrownAtTheUser,
  },
];
