import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { packageFile } from "../../package/package-file.js";

/** Draws the charts of a report. */
export interface Charts {
  /** Horizontal bars, the first on top, as SVG. The same bars give the same text. */
  bars(chart: BarChart): string;
}

export interface BarChart {
  /** The prefix of the SVG's own ids: two charts on a page must not share one. */
  readonly id: string;
  readonly title: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The text at its end. */
  readonly shown: string;
}

/** Loads the charts from a bundle, which is made when the package is built: the library of charts has 62 MB. */
export async function loadCharts(): Promise<Charts> {
  const module = (await import(pathToFileURL(bundled("charts.js")).href)) as { readonly charts: Charts };
  return module.charts;
}

export function loadScript(): Promise<string> {
  return readFile(bundled("report-script.js"), "utf8");
}

function bundled(name: string): string {
  return packageFile(`dist/bundled/${name}`);
}
