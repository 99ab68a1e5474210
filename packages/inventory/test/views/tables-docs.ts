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
  ].join("\n\n");
}

/** As the formatter of the repository lays it out: columns of one width. */
function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  const [first = [], ...others] = cells;
  return [line(first), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...others.map(line)].join("\n");
}
