import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

const SETUP =
  "describeProjects$, decodeProjects and flattenDatasets run over a made-up client; " +
  "the cost includes making its pages. The figure is the CPU of a run, after one run to warm up.";

/** How the cost of a page grows with the length of the walk, with the datasets of a project, and with walks at once. */
export async function growth(): Promise<readonly Measured[]> {
  return [
    await grow("pages", [10, 100, 1_000, 10_000, 100_000], "pages, of 10 projects with 2 datasets each", (pages) => ({
      pages,
      projects: 10,
      datasets: 2,
      walks: 1,
    })),
    await grow(
      "datasets a project",
      [0, 1, 2, 5, 10, 20, 50],
      "datasets per project, in pages of 100 projects",
      (datasets) => ({
        pages: 100,
        projects: 100,
        datasets,
        walks: 1,
      }),
    ),
    await grow(
      "walks at once",
      [1, 3, 10, 30, 100, 300, 1_000],
      "walks at once, each of 20 pages of 10 projects with 2 datasets each",
      (walks) => ({
        pages: 20,
        projects: 10,
        datasets: 2,
        walks,
      }),
    ),
  ];
}

async function grow(
  what: string,
  sizes: readonly number[],
  axis: string,
  setting: (size: number) => object,
): Promise<Measured> {
  const figures = await inShuffledRounds(sizes.map(String), 3, (size) =>
    figureOf(new URL("contestant.js", import.meta.url), [JSON.stringify(setting(Number(size)))]),
  );
  return {
    name: `growth: ${what}`,
    unit: "us of CPU a page",
    setup: `Along the axis: ${axis}. ${SETUP}`,
    rows: rowsOf(figures, {}),
  };
}
