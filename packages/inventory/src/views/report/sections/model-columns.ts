import type { VersionRow } from "../../tables/versions-table.js";
import type { ReportContents } from "../contents.js";
import type { TableColumn } from "../data-table.js";
import { accountOf } from "./section.js";

/** The columns with which every table of models begins: which model a row is about, and where it is. */
export function modelColumns<Row>(
  contents: ReportContents,
  versionOf: (row: Row) => VersionRow,
): readonly TableColumn<Row>[] {
  return [
    { title: "Model", cell: (row) => versionOf(row).name },
    { title: "Project", cell: (row) => versionOf(row).projectName },
    { title: "Account", cell: (row) => accountOf(contents, versionOf(row).accountId) },
    { title: "Region", isShort: true, cell: (row) => versionOf(row).region },
  ];
}
