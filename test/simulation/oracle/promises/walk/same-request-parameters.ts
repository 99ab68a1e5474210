import type { WalkPromise } from "../../walk-promise.js";

export const sameRequestParameters: WalkPromise = {
  states: "every request asks for what the user asked for, and differs from the others in its token only",
  watches: {
    asks({ facts }, { place, names, size }) {
      if (facts.chunks === undefined && names !== undefined) {
        return "asks by name, and has no names";
      }
      if (place !== "end" && place.chunk < 0) {
        return `asks for ${String(names)}, which is no chunk of its names`;
      }
      return size === facts.spec.pageSize
        ? undefined
        : `asks for ${String(size)} items a page and not for ${facts.spec.pageSize}`;
    },
  },
};
