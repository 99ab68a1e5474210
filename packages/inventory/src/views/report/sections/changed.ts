import { count, formatted } from "../../../text/count.js";
import type { ChangeLine } from "../run-changes.js";
import { dataTable } from "../data-table.js";
import { html } from "../html.js";
import { age, time } from "../shown.js";
import { accountOf, type Section } from "./section.js";

/** What changed since the run before. */
export const changed: Section = {
  id: "changed",
  title: "What changed since the last run",
  body: (contents) => {
    const { changes, changesProblem } = contents;
    if (changesProblem !== undefined) {
      return html`<p>The earlier run could not be compared with: ${changesProblem}.</p>`;
    }
    if (changes === undefined) {
      return html`<p>There is no earlier finished run beside this one to compare with.</p>`;
    }
    const since = html`the run of ${time(changes.startedAt)} (<code>${changes.runId}</code>),
    ${before(contents.summary.startedAt, changes.startedAt)}`;
    if (changes.count === 0) {
      return html`<p>Nothing that both runs have read has changed since ${since}.</p>`;
    }
    return html`<p>
        ${count(changes.count, "change")} since ${since}:
        ${changes.counts.map((each) => `${formatted(each.count)} ${each.kind} in ${each.table}`).join(", ")}. What one
        of the runs could not read does not count as removed or added. “Found” means: it is there now, and may be new.
      </p>
      ${dataTable<ChangeLine>({
        id: "changes",
        caption: "Changes since the run before",
        rows: changes.items,
        count: changes.count,
        columns: [
          { title: "Change", cell: ({ kind }) => kind },
          { title: "In", cell: ({ table }) => table },
          { title: "Account", cell: ({ accountId }) => accountOf(contents, accountId) },
          { title: "Region", isShort: true, cell: ({ region }) => region },
          { title: "Which", cell: ({ name }) => name },
          { title: "What", cell: ({ what }) => what },
        ],
      })}`;
  },
};

/** `12 days before this one` */
function before(startedAt: string, earlier: string): string {
  const hours = age(earlier, startedAt);
  return `${hours.startsWith("0 ") ? "less than an hour" : hours} before this one`;
}
