import { count } from "../../../text/count.js";
import type { Failure } from "../contents.js";
import { dataTable } from "../data-table.js";
import { html } from "../html.js";
import { day } from "../shown.js";
import { accountOf, exportWith, type Section } from "./section.js";

/** What broke, with what AWS says of it, newest first. */
export const failures: Section = {
  id: "failures",
  title: "What failed",
  body: (contents) => {
    const { items, count: all } = contents.failures;
    const unasked = contents.hasModels
      ? null
      : html`<p class="unasked">
          This run did not ask for models, and knows of no training: ${exportWith(contents, "versions")}.
        </p>`;
    if (all === 0) {
      return html`<p>
          No model and no dataset has failed${contents.summary.outcome === "complete" ? "" : ", as far as is known"}.
        </p>
        ${unasked}`;
    }
    return html`<p>
        ${count(all, "model or dataset", "models and datasets")}, the latest first; those without a date come last.
      </p>
      ${dataTable<Failure>({
        id: "failed",
        caption: "Models and datasets that failed, the latest first",
        rows: items,
        count: all,
        columns: [
          { title: "Project", cell: ({ projectName }) => projectName },
          { title: "What", cell: ({ kind, name }) => (kind === "model" ? `model ${name}` : `${name} dataset`) },
          { title: "Account", cell: ({ accountId }) => accountOf(contents, accountId) },
          { title: "Region", isShort: true, cell: ({ region }) => region },
          { title: "Status", isShort: true, cell: ({ status }) => status },
          { title: "When", isShort: true, cell: ({ at }) => (at === null ? ["not known", ""] : [day(at), at]) },
          { title: "What AWS says", isLong: true, cell: ({ message }) => message },
          { title: "What to do", isLong: true, cell: ({ advice }) => advice },
        ],
      })}${unasked}`;
  },
};
