import type { Depth } from "../../../crawl/depth.js";
import type { Charts } from "../charts.js";
import type { ReportContents } from "../contents.js";
import { type Html, html } from "../html.js";

/** A part of a report with a heading of its own. */
export interface Section {
  /** The id that links use. */
  readonly id: string;
  readonly title: string;
  readonly body: (contents: ReportContents, charts: Charts) => Html;
}

/** The body. If the run did not ask for models, a text that says so, and not that there are none. */
export function ifModelsAsked(contents: ReportContents, body: () => Html): Html {
  return contents.hasModels
    ? body()
    : html`<p class="unasked">This run did not ask for models: ${exportWith(contents, "versions")}.</p>`;
}

/** How to export to have another depth, too. */
export function exportWith({ depth }: ReportContents, more: Depth): Html {
  return html`export with <code>--depth ${[...depth, more].join(",")}</code>`;
}

/** `production (111122223333)` */
export function accountOf({ accountNames }: ReportContents, accountId: string): string {
  const name = accountNames.get(accountId);
  return name === undefined ? accountId : `${name} (${accountId})`;
}
