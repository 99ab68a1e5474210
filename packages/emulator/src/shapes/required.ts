import type { Member } from "./member.js";

/** A member that an input must have. */
export function required<A>(member: Member<A>): Member<A> & { readonly required: true } {
  return { ...member, required: true };
}
