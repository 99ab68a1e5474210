import { asGiven } from "./as-given.js";
import type { PagedOperation } from "./paged-operation.js";
import { type CommandSchema, hasMember, memberNames, namesBeside, schemaOf } from "./sdk-schema.js";

/**
 * Refuses a descriptor with members that the command does not have: if no token is found, every walk ends after one page.
 *
 * The SDK's own schema of the command says which members it has. Without a schema, the first page has to show it.
 *
 * @throws TypeError that names the member, its value, and what it may be.
 */
export function checkOperation<Command>(operation: PagedOperation<Command>, caller: string): void {
  if (typeof operation?.command !== "function") {
    throw new TypeError(
      `${caller}: the operation must be a command class or { command, inputToken, outputToken }, not ${asGiven(operation)}`,
    );
  }
  const schema = schemaOf(operation.command);
  for (const [member, structure] of [
    ["inputToken", schema?.input],
    ["outputToken", schema?.output],
    ["pageSize", schema?.input],
  ] as const) {
    const path: unknown = operation[member];
    if (path === undefined && member === "pageSize") {
      continue;
    }
    if (typeof path !== "string" || path.split(".").includes("")) {
      throw new TypeError(
        `${caller}: operation.${member} must be a member's name or a dotted path, not ${asGiven(path)}`,
      );
    }
    if (structure !== undefined && !hasMember(structure, path.split("."))) {
      const what = member === "outputToken" ? "answer" : "request";
      throw new TypeError(
        `${caller}: operation.${member} is ${asGiven(path)}, and the ${what} has no such member; ` +
          `it has ${memberNames(structure).join(", ") || "none"}`,
      );
    }
  }
  const { end } = operation;
  if (end !== undefined && end !== "absent" && end !== "same") {
    throw new TypeError(`${caller}: operation.end must be "absent" or "same", not ${asGiven(end)}`);
  }
  if (schema !== undefined) {
    refuseSecondToken(operation, schema, caller);
  }
}

/**
 * An answer may also repeat the token of its request (S3's `ContinuationToken`): then a walk that follows it would end
 * after one page. Or it may have several tokens that belong together: then a walk that follows one would leave out items,
 * or repeat them.
 */
function refuseSecondToken(
  { inputToken, outputToken }: Pick<PagedOperation<never>, "inputToken" | "outputToken">,
  { input, output }: CommandSchema,
  caller: string,
): void {
  const path = outputToken.split(".");
  const asked = inputToken.split(".");
  const taken = namesBeside(input, asked);
  const isToken = (name: string): boolean =>
    /^Next[A-Z]/.test(name) || (/(?:Marker|Token)$/.test(name) && name !== asked.at(-1) && taken.includes(name));
  const others = namesBeside(output, path).filter((name) => name !== path.at(-1) && isToken(name));
  if (others.length > 0) {
    throw new TypeError(
      `${caller}: operation.outputToken is ${asGiven(outputToken)}, and the answer has ${others.join(" and ")}, too; ` +
        "name the one token that leads to the next page. An operation with several such tokens cannot be walked",
    );
  }
}
