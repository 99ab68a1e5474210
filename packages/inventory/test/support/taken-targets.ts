import { onTestFinished } from "vitest";
import type { ReachableTarget, Target, UnreachableTarget } from "../../src/crawl/target.js";

/** All targets, which are closed as the test ends. */
export async function takenTargets(targets: AsyncIterable<Target>): Promise<readonly Target[]> {
  const taken: Target[] = [];
  onTestFinished(() => taken.filter(isReachable).forEach(({ close }) => close?.()));
  for await (const target of targets) {
    taken.push(target);
  }
  return taken;
}

export function isReachable(target: Target): target is ReachableTarget {
  return "client" in target;
}

export function isUnreachable(target: Target): target is UnreachableTarget {
  return !isReachable(target);
}
