/** A policy that `doctor --policy` writes. */
export type PolicyKind = "assume" | "read" | "trust";

export const POLICY_KINDS: readonly PolicyKind[] = ["read", "assume", "trust"];

export function isPolicyKind(value: unknown): value is PolicyKind {
  return (POLICY_KINDS as readonly unknown[]).includes(value);
}
