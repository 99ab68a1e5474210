// The pictures of the READMEs, from real runs: the program of `pnpm start`, what it leaves on a terminal, and its report
// in Chromium; the live page of `pnpm run backend`.
//
// Usage: pnpm run pictures

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** Of the terminal. */
const COLUMNS = 92;
const ROWS = 34;

const root = fileURLToPath(new URL("../..", import.meta.url));
const pictures = join(root, "docs", "pictures");
const out = mkdtempSync(join(tmpdir(), "pictures-"));

try {
  // Twice: the second has a run to compare with.
  const start = `${process.execPath} ${join(root, "examples/dist/start.js")} --out inventory`;
  onTerminal(start, out);
  const screen = onTerminal(start, out);
  mkdirSync(pictures, { recursive: true });
  const browser = await chromium.launch({
    executablePath: spawnSync("which", ["chromium"], { encoding: "utf8" }).stdout.trim(),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  for (const [name, theme, colorScheme] of /** @type {const} */ ([
    ["terminal", { background: "#ffffff", foreground: "#1f2328", red: "#cf222e", yellow: "#9a6700" }, "light"],
    ["terminal-dark", { background: "#0d1117", foreground: "#e6edf3", red: "#ff7b72", yellow: "#d29922" }, "dark"],
  ])) {
    const page = await (await browser.newContext({ colorScheme, deviceScaleFactor: 2 })).newPage();
    await page.setContent(
      `<style>${readFileSync(new URL(import.meta.resolve("@xterm/xterm/css/xterm.css")), "utf8")} body { margin: 0 } main { display: inline-block; background: ${theme.background}; padding: 16px }</style><main></main>`,
    );
    await page.addScriptTag({ path: fileURLToPath(import.meta.resolve("@xterm/xterm")) });
    await page.evaluate(
      `new Promise((resolve) => {
        const terminal = new Terminal({
          cols: ${COLUMNS}, rows: ${ROWS}, theme: ${JSON.stringify(theme)}, fontSize: 14, fontFamily: "monospace",
          scrollback: 0, cursorInactiveStyle: "none", convertEol: true,
        });
        terminal.open(document.querySelector("main"));
        terminal.write(${JSON.stringify(screen)}, () => setTimeout(resolve, 500));
      })`,
    );
    await page.locator("main").screenshot({ path: join(pictures, `${name}.png`) });
  }
  for (const [name, options] of /** @type {const} */ ([
    ["report", { viewport: { width: 1_180, height: 900 } }],
    ["report-dark", { viewport: { width: 1_180, height: 900 }, colorScheme: "dark" }],
  ])) {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(pathToFileURL(join(out, "inventory", "report.html")).href);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
  try {
    await pictureBackend(browser);
  } finally {
    await browser.close();
  }
  console.log(`written to ${pictures}`);
} finally {
  rmSync(out, { recursive: true });
}

/**
 * The live page, once it has seen something happen.
 *
 * @param {import("playwright-core").Browser} browser
 */
async function pictureBackend(browser) {
  const server = spawn(process.execPath, [join(root, "examples/backend/dist/main.js"), "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
    let url = "";
    while (url === "") {
      const line = await lines.next();
      if (line.done === true) {
        throw new Error("the backend ended before it listened");
      }
      [, url = ""] = /Server listening at (http:[^"]+)/.exec(line.value) ?? [];
    }
    for (const [name, colorScheme] of /** @type {const} */ ([
      ["backend", "light"],
      ["backend-dark", "dark"],
    ])) {
      const viewport = { width: 1_180, height: 900 };
      const page = await (await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" })).newPage();
      await page.goto(url);
      await page.locator("#projects time").first().waitFor();
      await page.getByText("not known yet").first().waitFor({ state: "detached" });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
      await page.context().close();
    }
  } finally {
    server.kill("SIGTERM");
    await once(server, "close");
  }
}

/**
 * What a command writes to a terminal.
 *
 * @param {string} command @param {string} cwd
 */
function onTerminal(command, cwd) {
  // `script` gives it one: the command must see a terminal, and not a pipe.
  const { status, stdout } = spawnSync(
    "script",
    ["--quiet", "--return", "--command", `stty cols ${COLUMNS} rows ${ROWS}; ${command}`, "/dev/null"],
    { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, TERM: "xterm-256color" } },
  );
  if (status !== 0) {
    throw new Error(`${command} ended with ${status}`);
  }
  // The last state of lines that were written over, and as much as a first screen has.
  const lines = stdout.split("\r\n").map((line) => line.split("\u001b[2K").at(-1) ?? "");
  return ["$ npx -y pnpm@10 start", ...lines].slice(0, ROWS - 1).join("\n");
}
