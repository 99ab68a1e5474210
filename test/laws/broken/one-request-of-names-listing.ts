import { PlainListing } from "./plain-listing.js";

/** Asks for the first ten names, since more are refused, and forgets the others. */
export class OneRequestOfNamesListing extends PlainListing {
  override inputFor(token: string | undefined): object {
    const { ProjectNames = [] } = this.input as { readonly ProjectNames?: readonly string[] };
    return { ...super.inputFor(token), ProjectNames: [...new Set(ProjectNames)].slice(0, 10) };
  }
}
