import type { FakeConfig } from "../../arbitraries/fake-service.js";
import { PlainListing } from "./plain-listing.js";

/** Begins with the call: `const first = client.send(...)`, then an Observable around it. */
export class EagerListing extends PlainListing {
  #first: Promise<readonly object[]> | undefined;

  constructor(config: FakeConfig, input?: object, start?: string) {
    super(config, input, start);
    this.#first = this.request(this.start, 0, new AbortController().signal);
    this.#first.catch(() => {});
  }

  override request(token: string | undefined, index: number, signal: AbortSignal): Promise<readonly object[]> {
    const first = this.#first;
    this.#first = undefined;
    return first ?? super.request(token, index, signal);
  }
}
