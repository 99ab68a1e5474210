import { PlainListing, PlainPull } from "./plain-listing.js";

/** An iterator that begins again when it is asked after its end. */
export class RestlessListing extends PlainListing {
  override pull(): AsyncIterator<object, undefined, undefined> {
    let pages = new PlainPull(this);
    let over = false;
    return {
      next: async () => {
        if (over) {
          over = false;
          pages = new PlainPull(this);
        }
        const result = await pages.next();
        over = result.done === true;
        return result;
      },
      return: () => pages.return(),
      throw: (error: unknown) => {
        pages.leave();
        return Promise.reject(error);
      },
    };
  }
}
