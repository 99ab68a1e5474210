import type { Subscription } from "rxjs";
import type { Limiter, Permit } from "../../../src/limit/limiter.js";

/** Somebody who asked a limiter for a permit. */
export interface Waiter {
  readonly subscription: Subscription;
  /** The permit, once it came. */
  readonly permit: () => Permit | undefined;
}

/** Asks for a permit; `served` is called, in order, with who got one. */
export function waitFor(limiter: Limiter, name: string, served: string[] = [], returning = false): Waiter {
  let permit: Permit | undefined;
  const subscription = limiter.permit({ first: returning }).subscribe((granted) => {
    permit = granted;
    served.push(name);
  });
  return { subscription, permit: () => permit };
}
