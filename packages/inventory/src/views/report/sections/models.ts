import { count, formatted } from "../../../text/count.js";
import type { VersionRow } from "../../tables/versions-table.js";
import type { Charts } from "../charts.js";
import type { ProjectInShort, ReportContents } from "../contents.js";
import { dataTable } from "../data-table.js";
import { Html, html } from "../html.js";
import { day, hoursOf, money } from "../shown.js";
import { modelColumns } from "./model-columns.js";
import { accountOf, ifModelsAsked, type Section } from "./section.js";

/** Everything that there is: the models and how good they are, and the projects. */
export const models: Section = {
  id: "models",
  title: "Models and projects",
  body: (contents, charts) =>
    html`${ifModelsAsked(contents, () => modelsOf(contents, charts))} ${projectsOf(contents)}`,
};

function modelsOf(contents: ReportContents, charts: Charts): Html {
  const { models, modelStatuses } = contents;
  if (models.count === 0) {
    return html`<p>There is no model${contents.summary.outcome === "complete" ? "" : ", as far as is known"}.</p>`;
  }
  const title = "Models by status";
  const bars = [...modelStatuses]
    .toSorted(([, a], [, b]) => b - a)
    .map(([label, value]) => ({ label, value, shown: formatted(value) }));
  return html`<p>
      ${count(models.count, "model")}, the worst F1 score first. F1 goes from 0 to 1; it is of the model's own test, at
      the date of its training. ${trainingText(contents)}
    </p>
    <figure>
      <figcaption>${title}</figcaption>
      ${new Html(charts.bars({ id: "statuses", title, bars }))}
    </figure>
    ${dataTable<VersionRow>({
      id: "models-table",
      caption: "Models, the worst F1 score first",
      rows: models.items,
      count: models.count,
      columns: [
        ...modelColumns<VersionRow>(contents, (version) => version),
        { title: "Status", isShort: true, cell: ({ status }) => status ?? "" },
        {
          title: "F1",
          isNumber: true,
          cell: ({ f1Score }) => (f1Score === null ? ["", ""] : [f1Score.toFixed(3), f1Score]),
        },
        {
          title: "Trained",
          cell: ({ trainingEndTimestamp }) => [day(trainingEndTimestamp), trainingEndTimestamp ?? ""],
        },
      ],
    })}`;
}

/** `Training has cost $16.95 for 17 hours, and 2 hours where its price is not known.` */
function trainingText({ training: { hours, usd, unpricedHours } }: ReportContents): string {
  const priced = hours - unpricedHours;
  const parts = [
    ...(priced > 0 ? [`${money(usd)} for ${hoursOf(priced)}`] : []),
    ...(unpricedHours > 0 ? [`what is not known for ${hoursOf(unpricedHours)}`] : []),
  ];
  return parts.length === 0 ? "" : `Their training has cost ${parts.join(", and ")}.`;
}

function projectsOf(contents: ReportContents): Html {
  const { projects } = contents;
  if (projects.count === 0) {
    return html`<p>There is no project${contents.summary.outcome === "complete" ? "" : ", as far as is known"}.</p>`;
  }
  return html`<h3>Projects</h3>
    ${dataTable<ProjectInShort>({
      id: "projects-table",
      caption: "Projects, those with datasets that failed first",
      rows: projects.items,
      count: projects.count,
      columns: [
        { title: "Project", cell: ({ name }) => name },
        { title: "Account", cell: ({ accountId }) => accountOf(contents, accountId) },
        { title: "Region", isShort: true, cell: ({ region }) => region },
        { title: "Feature", cell: ({ feature }) => feature },
        { title: "Status", isShort: true, cell: ({ status }) => status ?? "" },
        { title: "Datasets", isNumber: true, cell: ({ datasets }) => [formatted(datasets), datasets] },
        { title: "Failed", isNumber: true, cell: ({ failedDatasets }) => [formatted(failedDatasets), failedDatasets] },
        {
          title: "Created",
          isShort: true,
          cell: ({ creationTimestamp }) => [day(creationTimestamp), creationTimestamp ?? ""],
        },
      ],
    })}`;
}
