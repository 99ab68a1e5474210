import { isJsonObject, type JsonObject } from "../wire/json-object.js";

/** Why a text is not a valid policy for a project; `undefined` if it is valid. */
export function malformedPolicy(document: string): string | undefined {
  const policy = parsed(document);
  if (!isJsonObject(policy)) {
    return "The policy is not a JSON object.";
  }
  const statements = statementsOf(policy);
  if (statements.length === 0) {
    return "The policy has no Statement.";
  }
  for (const statement of statements) {
    if (!isJsonObject(statement)) {
      return "A Statement of the policy is not an object.";
    }
    if (effectOf(statement) === undefined) {
      return "A Statement's Effect is not Allow or Deny.";
    }
    for (const member of ["Principal", "Action", "Resource"]) {
      if (statement[member] === undefined) {
        return `A Statement of the policy has no ${member}.`;
      }
    }
  }
  return undefined;
}

/**
 * Whether a policy lets an account copy a version: some statement allows it, and none denies it.
 *
 * Conditions are not checked: a statement with a condition counts as if the condition were met.
 */
export function allowsCopying(document: string, accountId: string, versionArn: string): boolean {
  const policy = parsed(document);
  const effects = isJsonObject(policy)
    ? statementsOf(policy)
        .filter(isJsonObject)
        .filter((statement) => applies(statement, accountId, versionArn))
        .map(effectOf)
    : [];
  return effects.includes("Allow") && !effects.includes("Deny");
}

/** Upper and lower case count as equal: AWS's own example of a project policy writes `ALLOW`. */
function effectOf(statement: JsonObject): "Allow" | "Deny" | undefined {
  const effect = String(statement["Effect"]).toLowerCase();
  return effect === "allow" ? "Allow" : effect === "deny" ? "Deny" : undefined;
}

function applies(statement: JsonObject, accountId: string, versionArn: string): boolean {
  const principal = statement["Principal"];
  const accounts = isJsonObject(principal) ? texts(principal["AWS"]) : texts(principal);
  const isPrincipal = accounts.some((each) => each === "*" || each === accountId || each.split(":")[4] === accountId);
  return (
    isPrincipal &&
    texts(statement["Action"]).some((pattern) => matches(pattern.toLowerCase(), "rekognition:copyprojectversion")) &&
    texts(statement["Resource"]).some((pattern) => matches(pattern, versionArn))
  );
}

function statementsOf(policy: JsonObject): readonly unknown[] {
  const statement = policy["Statement"];
  if (statement === undefined) {
    return [];
  }
  return Array.isArray(statement) ? (statement as readonly unknown[]) : [statement];
}

function texts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each) => typeof each === "string");
}

/**
 * IAM's wildcards: `*` for any characters, `?` for one.
 *
 * No regular expression is used: with many stars in a policy, which anyone may put, it could run for years.
 */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let inText = 0;
  /** Where to try again when the pattern after the last star does not match. */
  let star: { readonly after: number; from: number } | undefined;
  while (inText < text.length) {
    if (pattern[at] === "*") {
      at += 1;
      star = { after: at, from: inText };
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[inText])) {
      at += 1;
      inText += 1;
    } else if (star === undefined) {
      return false;
    } else {
      star.from += 1;
      inText = star.from;
      at = star.after;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}
