import { spawnSync } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { writeViews } from "@rekognition-rx/inventory";
import { chromium } from "playwright-core";
import { type Measured, rowsOf } from "../harness/table.js";
import { manyRows } from "../views/many-rows.js";

const ROUNDS = 7;
/** In ms. A new window of Chromium loads pages of its own first, a hundred files, which took as long as the report. */
const SETTLED = 2_000;

/** How long a report of ten thousand projects takes to open in Chromium, which has to be installed. */
export async function report({ size }: { readonly size: number }): Promise<Measured> {
  const projects = Math.round(10_000 * size);
  const out = await mkdtemp(join(tmpdir(), "bench-report-"));
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    await writeViews(manyRows(projects), { out, formats: ["html"] });
    const file = join(out, "report.html");
    const opened: Opened[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
      const page = await context.newPage();
      await delay(SETTLED);
      const startedAt = performance.now();
      await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
      // Like a reader who goes to the projects at once.
      await page.locator("#projects-table").scrollIntoViewIfNeeded();
      await page.locator("#projects-table_wrapper").waitFor();
      const table = performance.now() - startedAt;
      const firstScreen = await page.evaluate(
        () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
      );
      opened.push({ firstScreen, table });
      await context.close();
    }
    const { size: bytes } = await stat(file);
    return {
      name: "report: opening",
      unit: "ms",
      setup:
        `Chromium, which has been open for ${SETTLED / 1_000} s, opens a report of ${projects} projects ` +
        `(${(bytes / 1e6).toFixed(1)} MB) from a file. ` +
        "The first screen is its first contentful paint. The second row is the time until the table of all projects " +
        "can be searched, for a reader who goes to it at once.",
      rows: rowsOf(
        new Map([
          ["the first screen", opened.map(({ firstScreen }) => firstScreen)],
          ["the table of all projects", opened.map(({ table }) => table)],
        ]),
        {
          "the first screen": { of: "figure", atMost: 300 },
          "the table of all projects": { of: "figure", atMost: 1_000 },
        },
        false,
      ),
    };
  } finally {
    await browser.close();
    await rm(out, { recursive: true });
  }
}

interface Opened {
  readonly firstScreen: number;
  readonly table: number;
}

function chromiumPath(): string {
  const found = ["chromium", "chromium-browser", "google-chrome"]
    .map((command) => spawnSync("which", [command], { encoding: "utf8" }).stdout.trim())
    .find((path) => path !== "");
  if (found === undefined) {
    throw new Error("bench report: there is no Chromium; on Debian: apt-get install chromium");
  }
  return found;
}
