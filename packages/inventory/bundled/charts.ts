import { BarChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Bar, BarChart as Bars, Charts } from "../src/views/report/charts.js";

use([BarChart, GridComponent, SVGRenderer]);

export const charts: Charts = {
  bars({ id, title, bars }: Bars): string {
    const height = bars.length * 26 + 16;
    const chart = init(null, undefined, { renderer: "svg", ssr: true, width: 720, height });
    chart.setOption({
      animation: false,
      grid: { left: 250, right: 110, top: 8, bottom: 8 },
      xAxis: { type: "value", show: false, min: 0 },
      yAxis: {
        type: "category",
        inverse: true,
        data: bars.map(labelOf),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: TEXT, fontSize: 13, width: 240, overflow: "truncate" },
      },
      series: [
        {
          type: "bar",
          silent: true,
          barMaxWidth: 16,
          data: bars.map(({ value, shown }) => ({
            value,
            label: { show: true, position: "right", formatter: () => shown, color: TEXT, fontSize: 13 },
          })),
          itemStyle: { color: BAR },
        },
      ],
    });
    const svg = chart.renderToSVGString();
    // It would keep the process alive.
    chart.dispose();
    return described(inColours(withoutNames(svg)), { id, title, bars });
  },
};

/** Control characters are not XML, and none turns the direction of writing. */
function labelOf({ label }: Bar): string {
  return label.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");
}

/** The library counts its names up from chart to chart, and has no use for them in a picture that stands still. */
function withoutNames(svg: string): string {
  return svg.replaceAll(/<style[^>]*>[\s\S]*?<\/style>\s*| (?:class|ecmeta_\w+)="[^"]*"/g, "");
}

/** The page's own colours, which are other ones in the dark. */
function inColours(svg: string): string {
  return svg.replaceAll(TEXT, "var(--text)").replaceAll(BAR, "var(--bar)");
}

/** For those who do not see it: the library's own description does not reach the SVG. */
function described(svg: string, { id, title, bars }: Bars): string {
  const text = `${title}: ${bars.map((bar) => `${labelOf(bar)} ${bar.shown}`).join(", ")}`;
  return svg
    .replace("<svg ", () => `<svg role="img" aria-labelledby="${id}-title" `)
    .replace(">", () => `><title id="${id}-title">${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</title>`);
}

// No colours of a chart: texts that cannot stand in it by themselves.
const TEXT = "#010a0b";
const BAR = "#020a0b";
