// The pictures of the README, from a real run: the program of `pnpm start`, and its report in Chromium.
//
// Usage: pnpm run pictures

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pictures = join(root, "docs", "pictures");
const out = mkdtempSync(join(tmpdir(), "pictures-"));

try {
  // Twice: the second has a run to compare with.
  for (let run = 0; run < 2; run += 1) {
    const { status } = spawnSync(process.execPath, [join(root, "examples/dist/start.js"), "--out", "inventory"], {
      cwd: out,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0) {
      throw new Error(`start ended with ${status}`);
    }
  }
  mkdirSync(pictures, { recursive: true });
  const browser = await chromium.launch({
    executablePath: spawnSync("which", ["chromium"], { encoding: "utf8" }).stdout.trim(),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  for (const [name, options] of /** @type {const} */ ([
    ["report", { viewport: { width: 1_180, height: 900 } }],
    ["report-dark", { viewport: { width: 1_180, height: 900 }, colorScheme: "dark" }],
  ])) {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(pathToFileURL(join(out, "inventory", "report.html")).href);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
  await browser.close();
  console.log(`written to ${pictures}`);
} finally {
  rmSync(out, { recursive: true });
}
