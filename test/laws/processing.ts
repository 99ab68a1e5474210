import type { Observable } from "rxjs";
import type { AnyListing } from "./subject.js";

/** A way to take a listing a page at a time through slow work. */
export type Processing = <Result>(listing: AnyListing, work: (page: object) => Promise<Result>) => Observable<Result>;
