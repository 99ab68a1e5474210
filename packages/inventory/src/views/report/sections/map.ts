import { count } from "../../../text/count.js";
import type { LedgerEntry } from "../../../ledger/ledger-entry.js";
import type { ReportContents } from "../contents.js";
import { type Html, html } from "../html.js";
import { badness, type PlaceOutcome } from "../places.js";
import { accountOf, type Section } from "./section.js";

/** Accounts and regions by their outcome. */
export const map: Section = {
  id: "map",
  title: "Accounts and regions",
  body: (contents) => {
    const accounts = accountsOf(contents.places);
    const shown = accounts.slice(0, MOST_ACCOUNTS);
    const regions = [...new Set(shown.flatMap(([, places]) => places.map(({ region }) => region)))]
      .filter((region) => region !== null)
      .toSorted();
    const left = accounts.length - shown.length;
    return html`<div class="table" role="region" aria-label="Accounts and regions by outcome" tabindex="0">
        <table id="map-table" class="map">
          <caption>
            Accounts and regions by outcome, with the number of projects
          </caption>
          <thead>
            <tr>
              <th scope="col">Account</th>
              ${regions.map((region) => html`<th scope="col">${region}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${shown.map(([account, places]) => row(contents, account, places, regions))}
          </tbody>
        </table>
      </div>
      ${left > 0 ? html`<p>${count(left, "account")} more ${left === 1 ? "is" : "are"} left out; the worst are shown, and the ledger has them all.</p>` : null}`;
  },
};

/** The worst first. */
function accountsOf(places: readonly PlaceOutcome[]): readonly (readonly [string, readonly PlaceOutcome[]])[] {
  const byAccount = new Map<string, PlaceOutcome[]>();
  for (const place of places) {
    byAccount.set(place.accountId, [...(byAccount.get(place.accountId) ?? []), place]);
  }
  return [...byAccount].toSorted(([, a], [, b]) => worstOf(b) - worstOf(a));
}

function worstOf(places: readonly PlaceOutcome[]): number {
  return Math.max(...places.map(({ outcome }) => badness(outcome)));
}

function row(
  contents: ReportContents,
  account: string,
  places: readonly PlaceOutcome[],
  regions: readonly string[],
): Html {
  const whole = places.find(({ region }) => region === null);
  const cells =
    whole === undefined || places.length > 1
      ? regions.map((region) => cell(places.find((place) => place.region === region)))
      : [
          html`<td colspan="${Math.max(1, regions.length)}" class="${CLASSES[whole.outcome]}">
            ${WORDS[whole.outcome]}
          </td>`,
        ];
  return html`<tr>
    <th scope="row">${accountOf(contents, account)}</th>
    ${cells}
  </tr> `;
}

function cell(place: PlaceOutcome | undefined): Html {
  if (place === undefined) {
    return html`<td class="unasked-place">not asked</td>`;
  }
  const { outcome, projects } = place;
  const found =
    projects > 0 || CLASSES[outcome] === "good" ? html`<br /><small>${count(projects, "project")}</small>` : null;
  return html`<td class="${CLASSES[outcome]}">${WORDS[outcome]}${found}</td>`;
}

const CLASSES: Readonly<Record<LedgerEntry["outcome"], "bad" | "good" | "idle" | "partly">> = {
  complete: "good",
  reached: "good",
  gone: "good",
  "not-ready": "good",
  unsupported: "idle",
  closed: "idle",
  suspended: "idle",
  invalid: "partly",
  unfinished: "partly",
  partial: "partly",
  throttled: "partly",
  failed: "bad",
  denied: "bad",
  "no-credentials": "bad",
};

const WORDS: Readonly<Record<LedgerEntry["outcome"], string>> = {
  complete: "complete",
  reached: "complete",
  gone: "complete",
  "not-ready": "complete",
  unsupported: "not offered",
  closed: "account closed",
  suspended: "account suspended",
  invalid: "not all understood",
  unfinished: "not finished",
  partial: "partly",
  throttled: "throttled",
  failed: "failed",
  denied: "denied",
  "no-credentials": "no credentials",
};

const MOST_ACCOUNTS = 500;
