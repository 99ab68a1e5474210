import { readFile } from "node:fs/promises";
import type { ObjectNode, StringNode, ValueNode } from "@humanwhocodes/momoa";
import { UsageError } from "./usage-error.js";
import { whyUnreadable } from "./why-unreadable.js";

/** An option in a file. */
export interface ConfigEntry {
  readonly key: string;
  readonly line: number;
  readonly value: ConfigValue;
}

/** A number is kept as the text that was written: it goes through the same parser as on the command line. */
export type ConfigValue = string | boolean | readonly string[] | ReadonlyMap<string, string>;

/**
 * The options in a JSON file, in its order.
 *
 * No error repeats a value: there may be a password in it. So the file is not read by `JSON.parse`, whose errors quote
 * it. `JSON.parse` does not report a key that is there twice, either.
 *
 * @throws UsageError if the file cannot be read, is no JSON, or has a value that no option takes.
 */
export async function configEntries(path: string): Promise<readonly ConfigEntry[]> {
  const text = await textOf(path);
  const { parse } = await import("@humanwhocodes/momoa");
  const body = readWith(() => parse(text, { mode: "json" }).body, path);
  if (body.type !== "Object") {
    throw new UsageError(`${path} has no object of options in it, such as {"region": ["eu-west-1"]}`);
  }
  return namedMembers(body, path).map(({ key, line, node }) => ({ key, line, value: valueOf(node, key, text, path) }));
}

async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch(async (error: unknown) => {
    const why = await whyUnreadable(path, "file", error);
    throw new UsageError(`cannot read ${path}: ${why}; give a JSON file with --config`);
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${path} is no text in UTF-8; save it as such`);
  }
}

function readWith(parsed: () => ValueNode, path: string): ValueNode {
  try {
    return parsed();
  } catch (error) {
    const { line, column } = error as { readonly line?: unknown; readonly column?: unknown };
    const place = typeof line === "number" && typeof column === "number" ? ` at line ${line}, column ${column}` : "";
    throw new UsageError(
      `${path} is no JSON${place}; JSON has its names in double quotes, no comments, and no comma after the last value`,
    );
  }
}

interface NamedMember {
  readonly key: string;
  readonly line: number;
  readonly node: ValueNode;
}

function namedMembers({ members }: ObjectNode, path: string): readonly NamedMember[] {
  const lines = new Map<string, number>();
  return members.map(({ name, value: node }) => {
    // In JSON a name is always a string. The library's types allow an identifier as well, for JSON5.
    const { value: key } = name as StringNode;
    const { line } = name.loc.start;
    const before = lines.get(key);
    if (before !== undefined) {
      throw new UsageError(
        `${JSON.stringify(key)} is there twice in ${path}, in the lines ${before} and ${line}; give it once`,
      );
    }
    lines.set(key, line);
    return { key, line, node };
  });
}

function valueOf(node: ValueNode, key: string, text: string, path: string): ConfigValue {
  if (node.type === "Boolean") {
    return node.value;
  }
  if (node.type === "Array") {
    return node.elements.map(({ value }) => {
      if (value.type !== "String") {
        throw untaken(key, path);
      }
      return value.value;
    });
  }
  if (node.type === "Object") {
    return new Map(namedMembers(node, path).map((each) => [each.key, wordOf(each.node, key, text, path)] as const));
  }
  return wordOf(node, key, text, path);
}

function wordOf(node: ValueNode, key: string, text: string, path: string): string {
  if (node.type === "String") {
    return node.value;
  }
  if (node.type === "Number") {
    // The text as it was written: as a number, 12345678901234567890 would become another one.
    return text.slice(node.loc.start.offset, node.loc.end.offset);
  }
  throw untaken(key, path);
}

function untaken(key: string, path: string): UsageError {
  return new UsageError(
    `${JSON.stringify(key)} in ${path} is invalid. An option takes a text, a number, true, a list of texts, or, for prices, an object of numbers.`,
  );
}
