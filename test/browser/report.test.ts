import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, lifelikeOrganization } from "@rekognition-rx/emulator";
import { crawlTo, fileJournal, type Step, writeViews } from "@rekognition-rx/inventory";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { rekognitionClient } from "@rekognition-rx/core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "./axe-violations.js";
import { chromium } from "./chromium.js";
import { launch, openPage } from "./open-page.js";

/** What a project may be called in a journal that somebody edited: the service allows no such name. */
const HOSTILE = `</script><img src=x onerror="alert(1)"><b>&amp;`;

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ["on a desk", { viewport: { width: 1_280, height: 800 } }],
  ["on a desk, in the dark", { viewport: { width: 1_280, height: 800 }, colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 375, height: 740 }, isMobile: true, hasTouch: true }],
];

describe.runIf(chromium !== undefined)("report.html", { timeout: 120_000 }, () => {
  let folder: string;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "report-"));
    await writeReport(folder);
    browser = await launch();
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  const open = (options: BrowserContextOptions = {}): ReturnType<typeof openPage> =>
    openPage(browser, join(folder, "report.html"), options);

  test.each(LOOKS)("has no violation of axe-core %s, and fits: only what says so scrolls sideways", async (_, look) => {
    const { page } = await open(look);
    await allTables(page);
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    const violations = await axeViolations(page);
    await page.context().close();
    expect({ violations, width }).toEqual({ violations: [], width: look.viewport?.width });
  });

  test("asks for nothing, and has nothing to complain about", async () => {
    const { page, requests, messages } = await open();
    await allTables(page);
    await page.context().close();
    expect({ requests, messages }).toEqual({ requests: [], messages: [] });
  });

  test("a name that would be HTML stays text, in the page as it comes and in the table that the script makes", async () => {
    const { page, messages } = await open();
    expect(await page.locator("img").count()).toBe(0);
    await allTables(page);
    await page.getByRole("searchbox", { name: /Projects/ }).fill("onerror");
    expect(await page.locator("#projects-table tbody td").first().textContent()).toBe(HOSTILE);
    expect(await page.locator("img").count()).toBe(0);
    await page.context().close();
    expect(messages).toEqual([]);
  });

  test("says first what is not known, with the command that reads it", async () => {
    const { page } = await open();
    const section = page.locator("#unknown");
    const [reasons, commands] = [
      await section.locator("td").allTextContents(),
      await section.locator("pre").allTextContents(),
    ];
    await page.context().close();
    expect(reasons.join(" ")).toMatch(/denied/);
    expect(commands.join(" ")).toMatch(/rekognition-inventory resume/);
  });

  test("a table is sorted and searched by keyboard alone", async () => {
    const { page } = await open();
    await allTables(page);
    const header = page.locator("#models-table thead th").filter({ hasText: "F1" });
    await header.locator('[role="button"], button').first().focus();
    const first = async (): Promise<number> =>
      Number(await page.locator("#models-table tbody tr:first-child td.number").textContent());
    await page.keyboard.press("Enter");
    const least = await first();
    await page.keyboard.press("Space");
    await expect.poll(first).toBeGreaterThan(least);
    await page.locator("#models-table_wrapper .dt-paging button", { hasText: "2" }).press("Enter");
    await expect.poll(() => page.evaluate<string>("document.activeElement.tagName")).toBe("BUTTON");
    const focused = await page.evaluate<string>("document.activeElement.textContent");
    await page.context().close();
    expect(focused).toBe("2");
  });

  test.each(["ascending", "descending"])("what is not known comes last, sorted %s", async (direction) => {
    const { page } = await open();
    await allTables(page);
    const header = page.locator("#models-table thead th").filter({ hasText: "F1" }).locator('[role="button"], button');
    for (let times = direction === "ascending" ? 1 : 2; times > 0; times -= 1) {
      await header.first().press("Enter");
    }
    const known = await page.locator("#models-table tbody td.number").allTextContents();
    await page.locator("#models-table_wrapper .dt-paging button.last").click();
    const unknown = await page.locator("#models-table tbody td.number").allTextContents();
    await page.context().close();
    expect(known).not.toContain("");
    expect(unknown).toContain("");
  });

  test("without scripts it still says everything, the first rows of each table", async () => {
    const { page } = await open({ javaScriptEnabled: false });
    expect(await page.locator("main section").count()).toBe(8);
    expect(await page.locator("#models-table tbody tr").count()).toBe(10);
    expect(await page.locator("#running-models tbody tr").count()).toBeGreaterThan(0);
    await page.context().close();
  });

  test("is printed with its tables, and without what cannot be pressed on paper", async () => {
    const { page } = await open();
    // Nobody has scrolled.
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#projects-table tbody tr").count()).toBeGreaterThan(25);
    expect(await page.locator(".dt-search:visible, .dt-paging:visible").count()).toBe(0);
    expect((await page.pdf()).length).toBeGreaterThan(20_000);
    await page.context().close();
  });
});

/** Comes near every table, so that all of them are made. */
async function allTables(page: Page): Promise<void> {
  const tables = await page.locator("script[data-rows-of]").count();
  for (let at = 0; at < tables; at += 1) {
    const id = await page.locator("script[data-rows-of]").nth(at).getAttribute("data-rows-of");
    await page.locator(`#${id ?? ""}`).scrollIntoViewIfNeeded();
    await page.locator(`#${id ?? ""}_wrapper`).waitFor({ state: "attached" });
  }
}

/** Of an organization with a region that is denied, models in every status, and a project with a hostile name. */
async function writeReport(out: string): Promise<void> {
  const regions = ["us-east-1", "eu-west-1"];
  const { accounts, denied } = lifelikeOrganization({ accounts: 3, regions, projects: 15 });
  await using emulator = await createEmulator({ accounts, denied });
  await using journal = fileJournal(join(out, "run.journal"));
  const open = accounts.map(({ accountId = "", region = "" }) => {
    const settings = {
      region,
      endpoint: emulator.url,
      credentials: { accessKeyId: accountId, secretAccessKey: "secret" },
    };
    const [client, metrics] = [rekognitionClient(settings), new CloudWatchClient(settings)];
    const close = (): void => {
      client.destroy();
      metrics.destroy();
    };
    return { accountId, accountName: `team ${accountId.slice(-1)}`, region, client, metrics, close };
  });
  await crawlTo(journal, { targets: open, depth: ["projects", "versions", "usage"], rate: 1_000 });
  await writeViews(
    { append: (step) => journal.append(step), steps: () => withHostileName(journal.steps()) },
    { out, formats: ["html"], resume: `rekognition-inventory resume ${out}` },
  );
}

async function* withHostileName(steps: AsyncIterable<Step>): AsyncGenerator<Step, void, undefined> {
  let isFirst = true;
  for await (const step of steps) {
    if (step._tag === "Walk" && isFirst && step.records.some(({ _tag }) => _tag === "Project")) {
      isFirst = false;
      const records = step.records.map((record, at) =>
        record._tag === "Project" && at === 0 ? { ...record, name: HOSTILE } : record,
      );
      yield { ...step, records };
    } else {
      yield step;
    }
  }
}
