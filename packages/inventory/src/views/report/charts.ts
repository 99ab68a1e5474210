import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { packageFile } from "../../package/package-file.js";

/** Draws the charts of a report. */
export interface Charts {
  /** Bars from left to right, the first on top, as SVG. The same bars give the same text. */
  bars(chart: BarChart): string;
}

export interface BarChart {
  /** What the SVG's own ids begin with: two charts of a page must not share one. */
  readonly id: string;
  readonly title: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What stands at its end. */
  readonly shown: string;
}

/** What is bundled as the package is built: a library of charts that has 62 MB otherwise, and the script of the page. */
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
