import { parseAst } from "vitest/node";

/**
 * The words of each message that a source gives to an error, without what is filled in: the longest of its pieces.
 *
 * Understands `new TypeError(...)`, `super(...)`, and functions that make errors, of strings, templates and sums of both.
 */
export function errorMessagesOf(source: string): readonly string[] {
  const messages: string[] = [];
  for (const node of nodesOf(parseAst(source, { lang: "ts" }))) {
    const [first] = isCall(node) ? (node["arguments"] as readonly unknown[]) : [];
    const [longest] = piecesOf(first).toSorted((a, b) => b.length - a.length);
    // What is shorter is no sentence: a name, a punctuation mark.
    if (longest !== undefined && longest.trim().length >= 12) {
      messages.push(longest.trim());
    }
  }
  return messages;
}

/** Functions that make an error of a message. */
const MAKERS: ReadonlySet<unknown> = new Set(["fail", "tokenFault"]);

type Node = Readonly<Record<string, unknown>>;

function isCall(node: Node): boolean {
  const callee = node["callee"] as Node | undefined;
  switch (node["type"]) {
    case "NewExpression":
      return String(callee?.["name"]).endsWith("Error");
    case "CallExpression":
      return callee?.["type"] === "Super" || MAKERS.has(callee?.["name"]);
    default:
      return false;
  }
}

/** The pieces of a text between what is filled in; neighbours are one piece. */
function piecesOf(value: unknown): readonly string[] {
  const parts = partsOf(value);
  return parts
    .map((part) => part ?? "\u0000")
    .join("")
    .split("\u0000");
}

/** Texts, and `undefined` for what is filled in. */
function partsOf(value: unknown): readonly (string | undefined)[] {
  if (!isNode(value)) {
    return [undefined];
  }
  switch (value["type"]) {
    case "Literal":
      return [typeof value["value"] === "string" ? value["value"] : undefined];
    case "TemplateLiteral":
      return (value["quasis"] as readonly Node[]).flatMap((quasi, i) => {
        const { cooked } = quasi["value"] as { readonly cooked: string };
        return i === 0 ? [cooked] : [undefined, cooked];
      });
    case "BinaryExpression":
      return [...partsOf(value["left"]), ...partsOf(value["right"])];
    default:
      return [undefined];
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const element of value) {
      yield* nodesOf(element);
    }
  } else if (isNode(value)) {
    yield value;
    for (const member of Object.values(value)) {
      yield* nodesOf(member);
    }
  }
}
