import { LineChart } from "echarts/charts";
import { GridComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, GridComponent, TitleComponent, SVGRenderer]);

/** The figure at one size, with the least and the greatest of its runs. */
export interface Point {
  readonly size: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** A small chart of how a figure grows, as SVG. */
export function lineChart(title: string, unit: string, points: readonly Point[]): string {
  const chart = init(null, undefined, { renderer: "svg", ssr: true, width: 640, height: 320 });
  const line = (of: "min" | "median" | "max", type: "solid" | "dotted", width: number): object => ({
    type: "line",
    data: points.map((point) => Number(point[of].toPrecision(4))),
    lineStyle: { type, width, color: "#3366aa" },
    itemStyle: { color: "#3366aa" },
    symbolSize: of === "median" ? 7 : 0,
  });
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    title: { text: title, left: "center", textStyle: { fontSize: 14 } },
    grid: { left: 70, right: 30, top: 50, bottom: 40 },
    xAxis: { type: "category", data: points.map(({ size }) => size.toLocaleString("en").replaceAll(",", " ")) },
    yAxis: { type: "value", name: unit, min: 0 },
    series: [line("min", "dotted", 1), line("median", "solid", 2), line("max", "dotted", 1)],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
