import { faultDescriptions, ruleDescriptions } from "../faults/fault-schema.js";
import { operations } from "../operations/operations.js";
import type { JsonSchema } from "../schema/json-schema.js";
import type { Shape } from "../validation/member.js";

/** The files of `docs/`, made of what the code checks and refuses. */
export function referenceDocs(): Readonly<Record<string, string>> {
  return { "operations.md": operationsPage(), "faults.md": faultsPage() };
}

const made = "<!-- Made from the code by test/scripts/write-docs.mjs. -->";

function operationsPage(): string {
  const sections = [...operations].map(([name, { summary, input, errors }]) =>
    [
      `## ${name}`,
      "",
      summary,
      "",
      "| member | type | constraints |",
      "| --- | --- | --- |",
      ...memberRows(input),
      "",
      ...(Object.keys(errors).length === 0
        ? []
        : [
            "| error | when |",
            "| --- | --- |",
            ...Object.entries(errors).map(([code, when]) => `| \`${code}\` | ${cell(when)} |`),
            "",
          ]),
    ].join("\n"),
  );
  return [
    made,
    "",
    "# Operations",
    "",
    "Every operation may also answer `ValidationException` (a broken constraint), `SerializationException` (a value of the wrong JSON type), `ThrottlingException`, `AccessDeniedException` (a region without Custom Labels) and the errors of authentication. Any other operation of Rekognition is an `UnknownOperationException` that names it.",
    "",
    ...sections,
  ].join("\n");
}

function memberRows(shape: Shape, prefix = ""): readonly string[] {
  return Object.entries(shape).flatMap(([name, { about, required }]) => {
    const path = `${prefix}${name}`;
    const constraints = [...(required === true ? ["required"] : []), ...about.constraints].join(", ");
    const inner = about.type.startsWith("list of") ? `${path}[].` : `${path}.`;
    return [`| \`${path}\` | ${about.type} | ${cell(constraints)} |`].concat(memberRows(about.members ?? {}, inner));
  });
}

function faultsPage(): string {
  const rows = Object.entries(faultDescriptions).map(([type, { summary, members, required = [] }]) => {
    const takes = Object.entries(members)
      .map(([name, schema]) => `\`${name}${required.includes(name) ? "" : "?"}\`: ${cell(schemaText(schema))}`)
      .join("<br>");
    return `| \`${type}\` | ${takes} | ${cell(summary)} |`;
  });
  const rules = Object.entries(ruleDescriptions).map(
    ([name, { takes, summary }]) => `| \`${name}\` | ${cell(takes)} | ${cell(summary)} |`,
  );
  return [
    made,
    "",
    "# Faults",
    "",
    "| `type` | takes | the client meets |",
    "| --- | --- | --- |",
    ...rows,
    "",
    "## Rules",
    "",
    "A rule has a `fault` or a `script`. Every other member narrows down what it strikes.",
    "",
    "| member | takes | what it does |",
    "| --- | --- | --- |",
    ...rules,
    "",
  ].join("\n");
}

function schemaText(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(" or ");
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["anything"]);
  return types.join(" or ");
}

/** Text that stays in its cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
