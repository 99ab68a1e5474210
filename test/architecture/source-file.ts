import { parseAst } from "vitest/node";

/** A source of the workspace, with what the rules ask about it. */
export interface SourceFile {
  /** From the root of the workspace, with forward slashes: `packages/core/src/index.ts`. */
  readonly path: string;
  readonly text: string;
  /** Every module that it names: static, dynamic, of types only, and `export from`. */
  readonly imports: readonly string[];
  /** What it declares and exports itself. */
  readonly exports: readonly string[];
  /** What it hands on, by the module that it comes from. */
  readonly reexports: readonly { readonly name: string; readonly from: string }[];
  /** Modules that it hands on as a whole. */
  readonly starExports: readonly string[];
  /** Member chains that are called or tagged, such as `describe.each`. */
  readonly memberChains: readonly string[];
}

/** Parses one source. Comments and strings that look like imports are none. */
export function sourceFile(path: string, text: string): SourceFile {
  const imports = new Set<string>();
  const exports = new Set<string>();
  const reexports: { name: string; from: string }[] = [];
  const starExports: string[] = [];
  const memberChains = new Set<string>();

  for (const node of nodesOf(parseAst(text, { lang: path.endsWith(".ts") ? "ts" : "js" }))) {
    const from = nameOf(node["source"]);
    switch (node["type"]) {
      case "ImportDeclaration":
      case "ImportExpression":
      case "TSImportType":
        // What is put together at run time is no name of a module.
        if (from !== undefined && isLiteral(node["source"])) {
          imports.add(from);
        }
        break;
      case "ExportAllDeclaration":
        if (from !== undefined) {
          imports.add(from);
          starExports.push(from);
        }
        break;
      case "ExportNamedDeclaration":
        if (from !== undefined) {
          imports.add(from);
        }
        for (const name of namesExportedBy(node)) {
          if (from === undefined) {
            exports.add(name);
          } else {
            reexports.push({ name, from });
          }
        }
        break;
      case "MemberExpression": {
        const chain = chainOf(node);
        if (chain !== undefined) {
          memberChains.add(chain);
        }
        break;
      }
      default:
        break;
    }
  }
  return {
    path,
    text,
    imports: [...imports],
    exports: [...exports],
    reexports,
    starExports,
    memberChains: [...memberChains],
  };
}

type Node = Readonly<Record<string, unknown>>;

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

function isLiteral(value: unknown): boolean {
  return isNode(value) && value["type"] === "Literal";
}

/** The name of an identifier, or the value of a string literal. */
function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) {
    return undefined;
  }
  const name = value["type"] === "Literal" ? value["value"] : value["name"];
  return typeof name === "string" ? name : undefined;
}

function namesExportedBy(node: Node): string[] {
  const names: (string | undefined)[] = [];
  const specifiers = node["specifiers"];
  if (Array.isArray(specifiers)) {
    for (const specifier of specifiers) {
      if (isNode(specifier)) {
        names.push(nameOf(specifier["exported"]));
      }
    }
  }
  const declaration = node["declaration"];
  if (isNode(declaration)) {
    names.push(nameOf(declaration["id"]));
    const declarators = declaration["declarations"];
    if (Array.isArray(declarators)) {
      for (const declarator of declarators) {
        if (isNode(declarator)) {
          names.push(nameOf(declarator["id"]));
        }
      }
    }
  }
  return names.filter((name) => name !== undefined);
}

/** `a.b.c` of a chain of plain names and calls: `test.skip` and `test.each([1]).only` alike. */
function chainOf(node: unknown): string | undefined {
  if (!isNode(node)) {
    return undefined;
  }
  if (node["type"] === "CallExpression") {
    return chainOf(node["callee"]);
  }
  if (node["type"] !== "MemberExpression") {
    return nameOf(node);
  }
  const object = chainOf(node["object"]);
  const property = nameOf(node["property"]);
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}
