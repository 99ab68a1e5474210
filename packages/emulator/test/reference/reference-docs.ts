import { faultKinds } from "../../src/faults/fault-kinds.js";
import { ruleDescriptions } from "../../src/faults/fault-spec-schema.js";
import type { Operation } from "../../src/operations/operation.js";
import { rekognition, services } from "../../src/operations/services.js";
import type { JsonSchema } from "../../src/seed/json-schema.js";
import type { Shape } from "../../src/shapes/member.js";
import { datasetRules } from "../rules/dataset-rules.js";
import { lineRules } from "../rules/line-rules.js";
import { trainingRules } from "../rules/training-rules.js";

/** The files of `docs/`, made of what the code checks and refuses. */
export function referenceDocs(): Readonly<Record<string, string>> {
  return { "operations.md": operationsPage(), "faults.md": faultsPage() };
}

const MADE = "<!-- Made from the code: npx -y pnpm@10 unit reference-docs -u -->";

function operationsPage(): string {
  return page([
    "# Operations",
    "Every operation may also answer `ValidationException` (a broken constraint), `SerializationException` (a value of the wrong JSON type), `ThrottlingException`, `AccessDeniedException` (a region without Custom Labels, or a request that the seed denies) and the errors of authentication. Any other operation is refused with an `UnknownOperationException` that names it.",
    ...operationSections(rekognition.operations),
    "# Operations of other services",
    "An inventory also needs these operations. They answer from the same seed. In the query protocol, errors have other names: `AccessDeniedException` is `AccessDenied`, `ValidationException` is `ValidationError`, and so on.",
    ...services
      .filter((service) => service !== rekognition)
      .flatMap((service) => operationSections(service.operations)),
    rulesSection(),
  ]);
}

function operationSections(operations: ReadonlyMap<string, Operation>): readonly string[] {
  return [...operations].map(([name, { summary, input, errors }]) => {
    const members =
      Object.keys(input).length === 0 ? [] : [table(["member", "type", "constraints"], memberRows(input))];
    const refusals = Object.entries(errors).map(([code, when]) => [`\`${code}\``, when]);
    return [`## ${name}`, summary]
      .concat(members, refusals.length === 0 ? [] : [table(["error", "when"], refusals)])
      .join("\n\n");
  });
}

/** The rules that AWS documents, from the cases that the tests run. */
function rulesSection(): string {
  const datasets = datasetRules.map(({ rule, status, message, page }) => [
    rule,
    `\`${status}\`: ${message}`,
    linked(page),
  ]);
  const lines = lineRules.map(({ rule, errors, page }) => {
    const found = Object.entries(errors).flatMap(([place, codes]) =>
      codes.map((code) => `\`${code}\` in ${place === "" ? "the line" : `\`${place}\``}`),
    );
    return [rule, found.length === 0 ? "no error" : found.join("<br>"), linked(page)];
  });
  const trainings = trainingRules.map(({ rule, message, page }) => [
    rule,
    message === undefined ? "`TRAINING_COMPLETED`" : `\`TRAINING_FAILED\`: ${message}`,
    linked(page),
  ]);
  return [
    "# Rules",
    "The rules of AWS's guide for manifests and trainings, each with its page. The tests run the same cases.",
    "## A dataset of a manifest",
    table(["rule", "result", "page"], datasets),
    "## A line that is kept",
    "The emulator writes errors into the line as `cl-errors`. `ErrorEntries` counts the lines with errors, and `HasErrors` lists them.",
    table(["what is in the line", "errors", "page"], lines),
    "## A training",
    table(["rule", "result", "page"], trainings),
  ].join("\n\n");
}

function linked(page: string): string {
  return `[${page}](${GUIDE}${page}.html)`;
}

const GUIDE = "https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/";

function memberRows(shape: Shape, prefix = ""): string[][] {
  return Object.entries(shape).flatMap(([name, { about, required }]) => {
    const path = `${prefix}${name}`;
    const constraints = [...(required === true ? ["required"] : []), ...about.constraints].join(", ");
    const inner = about.type.startsWith("list of") ? `${path}[].` : `${path}.`;
    return [[`\`${path}\``, about.type, constraints]].concat(memberRows(about.members ?? {}, inner));
  });
}

function faultsPage(): string {
  const faults = Object.values(faultKinds).map(({ type, summary, schema }) => {
    const { type: _, ...members } = schema.properties ?? {};
    const takes = Object.entries(members).map(([name, member]) => {
      const isRequired = schema.required?.includes(name) === true;
      return `\`${name}${isRequired ? "" : "?"}\`: ${schemaText(member)}`;
    });
    return [`\`${type}\``, takes.join("<br>"), summary];
  });
  const rules = Object.entries(ruleDescriptions).map(([name, { takes, summary }]) => [`\`${name}\``, takes, summary]);
  return page([
    "# Faults",
    table(["`type`", "takes", "what the client gets"], faults),
    "## Rules",
    "A rule has either a `fault` or a `script`. Most other members limit the requests that get a fault.",
    table(["member", "takes", "what it does"], rules),
  ]);
}

function schemaText(schema: JsonSchema): string {
  if (schema.enum !== undefined) {
    return schema.enum.map((value) => `\`${String(value)}\``).join(" or ");
  }
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["anything"]);
  return types.join(" or ");
}

function page(blocks: readonly string[]): string {
  return `${[MADE, ...blocks].join("\n\n")}\n`;
}

/** A table as the formatter of the repository lays it out: columns of one width. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  const [first = [], ...others] = cells;
  return [line(first), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...others.map(line)].join("\n");
}
