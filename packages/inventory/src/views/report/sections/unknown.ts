import { reasonsIn } from "../../../ledger/reasons.js";
import { count, formatted } from "../../../text/count.js";
import type { ReportContents } from "../contents.js";
import { dataTable } from "../data-table.js";
import { type Html, html } from "../html.js";
import { accountOf, type Section } from "./section.js";

/** What is not known. A reader must know first what is missing. */
export const unknown: Section = {
  id: "unknown",
  title: "What is not known",
  body: (contents) => {
    const { summary, lacking } = contents;
    const { expected, answered, complete } = summary.targets;
    const missing = lacking.filter(({ isMissing }) => isMissing);
    const absent = lacking.filter(({ isMissing }) => !isMissing);
    return html`<p>
        ${formatted(complete)} of ${count(expected, "place")} (an account in a region) are known
        completely${
          answered === expected ? "" : `; ${formatted(expected - answered)} did not answer`
        }.${summary.endedAt === null ? " The run did not come to its end." : ""}
      </p>
      ${missing.length === 0 ? nothingMissing(summary.outcome) : table("missing", "What could not be read, and why", missing, contents)}
      ${summary.counts.invalid === undefined || summary.counts.invalid === 0 ? null : html`<p>${count(summary.counts.invalid, "record")} could not be understood and are in no table; <code>invalid.ndjson</code> has them with the reasons.</p>`}
      ${repair(contents, missing.length > 0)}
      ${
        absent.length === 0
          ? null
          : html`<details>
              <summary>
                Where there is nothing to read, for a reason: Custom Labels is not offered, a dataset is not ready
              </summary>
              ${table("absent", "Where there is nothing to be read", absent, contents)}
            </details>`
      }`;
  },
};

function nothingMissing(outcome: ReportContents["summary"]["outcome"]): Html {
  return outcome === "nothing"
    ? html`<p>Not a single page was read.</p>`
    : html`<p>Nothing is missing: everything that was asked for was read.</p>`;
}

function repair({ summary: { resume } }: ReportContents, isMissing: boolean): Html | null {
  if (resume !== null) {
    return html`<p>
        Remove the reasons, then run this where the run was made. It reads what is missing, and nothing twice:
      </p>
      <pre tabindex="0"><code>${resume}</code></pre>`;
  }
  return isMissing ? html`<p>Once the reasons are removed, export again.</p>` : null;
}

function table(id: string, caption: string, lacking: ReportContents["lacking"], contents: ReportContents): Html {
  const reasons = reasonsIn(lacking);
  return dataTable({
    id,
    caption,
    rows: reasons,
    count: reasons.length,
    columns: [
      { title: "Where", cell: ({ places }) => placeNames(places, contents) },
      { title: "What", cell: ({ operation }) => operation ?? "the account" },
      { title: "Outcome", isShort: true, cell: ({ outcome }) => outcome },
      { title: "How often", isNumber: true, cell: (row) => [formatted(row.count), row.count] },
      { title: "Why, and what to do", cell: ({ message }) => message },
    ],
  });
}

/** `production (111122223333) eu-west-1, staging (444455556666) eu-west-1 and 12 more` */
function placeNames(places: readonly string[], contents: ReportContents): string {
  const shown = places.slice(0, SHOWN_PLACES).map((place) => {
    const [accountId = "", ...rest] = place.split(" ");
    return [accountOf(contents, accountId), ...rest].join(" ");
  });
  const more = places.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${formatted(more)} more` : ""}`;
}

const SHOWN_PLACES = 3;
