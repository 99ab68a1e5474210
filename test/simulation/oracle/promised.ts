/** Something that the library promises. */
export interface Promised {
  /** What is promised, in a sentence. */
  readonly states: string;
}

/** A promise that was broken, and how. */
export interface Violation {
  readonly promise: Promised;
  readonly what: string;
}

/** How a promise is broken by what was seen; `undefined` if it is kept. */
export type Broken = string | undefined;

/** Called with each promise that is broken. */
export type Violate = (promise: Promised, what: string) => void;
