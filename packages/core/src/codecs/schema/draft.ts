/** A structure that is being built. */
export type Draft<A> = { -readonly [K in keyof A]: A[K] };
