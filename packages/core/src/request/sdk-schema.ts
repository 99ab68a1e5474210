import type { CommandClass } from "./paged-operation.js";
import type { MemberPath } from "./member-path.js";

/** The members of a request and of its answer, as the SDK's own schema of the command names them. */
export interface CommandSchema {
  readonly input: StructureSchema;
  readonly output: StructureSchema;
}

/** A structure of the SDK's static schemas: `[3, namespace, name, traits, names of its members, their schemas]`. */
type StructureSchema = readonly [3, string, string, unknown, readonly string[], (readonly unknown[])?, ...unknown[]];

/**
 * The schema of an SDK command; `undefined` if it has none: in an older SDK, or for a command written by hand.
 *
 * Only the SDK's own classes are constructed to find it: it is not known what another constructor does.
 */
export function schemaOf<Command>(Command: CommandClass<Command>): CommandSchema | undefined {
  if (typeof Reflect.get(Command, "getEndpointParameterInstructions") !== "function") {
    return undefined;
  }
  try {
    // The input has no members: the constructor only stores it, and does not read it.
    const command: unknown = new Command({} as never);
    const schema: unknown =
      typeof command === "object" && command !== null ? Reflect.get(command, "schema") : undefined;
    // [9, namespace, name, traits, input, output] is an operation.
    const input: unknown = Array.isArray(schema) && schema[0] === 9 ? resolve(schema[4]) : undefined;
    const output: unknown = Array.isArray(schema) && schema[0] === 9 ? resolve(schema[5]) : undefined;
    return isStructure(input) && isStructure(output) ? { input, output } : undefined;
  } catch {
    return undefined;
  }
}

/** The names of a structure's own members. */
export function memberNames([, , , , names]: StructureSchema): readonly string[] {
  return names;
}

/** Whether the structure has such a member. Also `true` if the schema does not say, as within a map. */
export function hasMember(structure: StructureSchema, [name = "", ...rest]: MemberPath): boolean {
  const at = memberNames(structure).indexOf(name);
  if (at === -1) {
    return false;
  }
  const inner = resolve(structure[5]?.[at]);
  return rest.length === 0 || !isStructure(inner) || hasMember(inner, rest);
}

/** The names of all members of the structure that a path's last member is in, as far as the schema says. */
export function namesBeside(structure: StructureSchema, [name = "", ...rest]: MemberPath): readonly string[] {
  const inner = resolve(structure[5]?.[memberNames(structure).indexOf(name)]);
  if (rest.length === 0) {
    return memberNames(structure);
  }
  return isStructure(inner) ? namesBeside(inner, rest) : [];
}

/** A schema may be given as it is, by a function (schemas may refer to each other), or in a pair with its traits. */
function resolve(schema: unknown): unknown {
  if (typeof schema === "function") {
    return resolve((schema as () => unknown)());
  }
  return Array.isArray(schema) && schema.length === 2 ? resolve(schema[0]) : schema;
}

function isStructure(schema: unknown): schema is StructureSchema {
  return Array.isArray(schema) && schema[0] === 3 && Array.isArray(schema[4]);
}
