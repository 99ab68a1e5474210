import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Finished, run } from "../packaging/run.js";
import { chromium } from "./chromium.js";
import { launch } from "./open-page.js";
import { type ServedFolder, serveFolder } from "./serve-folder.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "reference-"));

let built: Finished;

// Of core and the guide, as to build all of it takes thrice as long: `run reference` does, and fails for any warning.
beforeAll(async () => {
  built = await run("sh", ["-c", `${command()} --entryPoints packages/core --out "${folder}"`], { cwd: root });
}, 240_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("the reference is built without a warning: no link in it is broken", () => {
  expect(built.code, `${built.stdout}\n${built.stderr}`).toBe(0);
  expect(existsSync(join(folder, "index.html"))).toBe(true);
});

describe.runIf(chromium !== undefined)("in Chromium", () => {
  let browser: Browser;
  let served: ServedFolder;

  beforeAll(async () => {
    browser = await launch();
    served = await serveFolder(folder);
  });

  afterAll(async () => {
    await browser.close();
    await served.stop();
  });

  test.each([
    ["a function", "paginate", /^paginate\$/, "Any paginated operation of any AWS SDK v3 client"],
    ["an option", "onRepeatedToken", /onRepeatedToken/, "What happens when a token comes again"],
    ["the words of a message", "Rate exceeded", /troubleshooting/, "Troubleshooting by error message"],
    ["the words of a question", "retryWhen", /questions/, "Questions that are often asked"],
  ])("%s is found by its search: %s", async (_, words, result, text) => {
    const page = await browser.newPage();
    const messages: string[] = [];
    page.on("console", (message) => messages.push(message.text()));
    page.on("pageerror", (error) => messages.push(error.message));
    await page.goto(`${served.url}/index.html`);
    const found = await search(page, words);
    await found.filter({ hasText: result }).first().click();
    await page.getByText(text).first().waitFor();
    expect(messages).toEqual([]);
  });
});

async function search(page: Page, words: string): Promise<ReturnType<Page["locator"]>> {
  await page.locator("#tsd-search-trigger").click();
  await page.locator("#tsd-search-input").fill(words);
  const results = page.locator("#tsd-search-results a");
  await results.first().waitFor();
  return results;
}

/** As `run reference` has it, the build of the packages left out: they are built when the tests run. */
function command(): string {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly scripts: { readonly reference: string };
  };
  return scripts.reference.replace("tsc -b && ", "");
}
