import type { ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { type TableName, tables } from "../../src/views/tables/tables.js";
import type { Table } from "../../src/views/tables/table.js";

/** `docs/tables.md`, made of the definitions that every format is made from. */
export function tablesDocs(): string {
  const sections = Object.values<Pick<Table<never>, "about" | "columns" | "key" | "name">>(tables).map(section);
  return `${[
    "<!-- Made from the code: npx -y pnpm@10 unit tables-docs -u -->",
    "# Tables",
    "What a run found, one file a table and format. A column has the same name and meaning in each of them.",
    'A `timestamp` is ISO 8601 in UTC; an `integer` and a `double` are numbers. In CSV no value is an empty field, and an empty text is `""`. What is nullable is `null` where the service did not give it, or was not asked.',
    `Which tables a run writes, \`--depth\` says: ${writtenWith()}.`,
    ...sections,
  ].join("\n\n")}\n`;
}

function writtenWith(): string {
  const by: Readonly<Record<string, readonly TableName[]>> = {
    datasets: ["labels"],
    versions: ["versions", "tags"],
    usage: ["versions"],
    policies: ["policies"],
    entries: ["entries"],
  };
  const some = Object.entries(by).map(
    ([depth, names]) => `${names.map((name) => `\`${name}\``).join(" and ")} with \`${depth}\``,
  );
  return `\`inventory\`, \`projects\`, \`datasets\` and \`ledger\` always, ${some.join(", ")}`;
}

function section({ name, about, key, columns }: Pick<Table<never>, "about" | "columns" | "key" | "name">): string {
  const rows = columns.map((column) => [`\`${column.name}\``, column.type, column.nullable ? "yes" : "", column.about]);
  return [
    `## ${name}`,
    about,
    `A row's key is ${key.map((each) => `\`${each}\``).join(", ")}.`,
    markdownTable(["column", "type", "nullable", "meaning"], rows),
    ...(name === "versions" ? [statusesOfVersions()] : []),
  ].join("\n\n");
}

function statusesOfVersions(): string {
  const rows = Object.entries(STATUSES).map(([status, [isTrained, about]]) => [`\`${status}\``, isTrained, about]);
  return [
    "### Statuses of a version",
    "A trained model has one of the statuses with `yes`, and an `f1_score`. AWS may add statuses.",
    markdownTable(["status", "is a trained model", "meaning"], rows),
  ].join("\n\n");
}

/** For each status: whether a version with it is a trained model, and what the status means. */
const STATUSES: Readonly<Record<ProjectVersionStatus, readonly [isTrained: string, about: string]>> = {
  COPYING_COMPLETED: ["yes", "It is a copy from another project, and was not started yet."],
  COPYING_FAILED: ["no", "It could not be copied; `status_message` says why."],
  COPYING_IN_PROGRESS: ["no", "It is being copied from another project."],
  DELETING: ["if it has an `f1_score`", "It is being deleted. It may be a model or a failed training."],
  DEPRECATED: ["yes", "An adapter of an older base model. It can be used until it expires."],
  EXPIRED: [
    "yes",
    "An adapter of an older base model. It can no longer be used: AWS answers with its newest base model.",
  ],
  FAILED: ["yes", "It could not be started, or failed while it ran; `status_message` says why."],
  RUNNING: ["yes", "It is in service, and is billed by the hour."],
  STARTING: ["yes", "It is being started."],
  STOPPED: ["yes", "It was in service, and was stopped."],
  STOPPING: ["yes", "It is being stopped."],
  TRAINING_COMPLETED: ["yes", "It was trained, and was not started yet."],
  TRAINING_FAILED: ["no", "Its training failed; `status_message` says why."],
  TRAINING_IN_PROGRESS: ["no", "It is being trained."],
};

/** As the formatter of the repository lays it out: columns of one width. */
function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  const [first = [], ...others] = cells;
  return [line(first), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...others.map(line)].join("\n");
}
