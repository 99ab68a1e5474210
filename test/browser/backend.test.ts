import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startBackend, type StartedBackend } from "../examples/support/start-backend.js";
import { axeViolations } from "./axe-violations.js";
import { chromium } from "./chromium.js";
import { launch } from "./open-page.js";

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ["on a desk", { viewport: { width: 1_280, height: 800 } }],
  ["on a phone, in the dark", { viewport: { width: 375, height: 740 }, isMobile: true, colorScheme: "dark" }],
];

/** Every kind of thing that can be shown. */
const ACCOUNT = {
  projects: [
    {
      name: "weld-seams",
      createdAt: 1_700_000_000_000,
      datasets: [{ type: "TRAIN" }, { type: "TEST", status: "CREATE_FAILED" }],
      versions: [
        { name: "v1", status: "RUNNING" },
        { name: "v2", status: "TRAINING_FAILED" },
      ],
    },
    { name: "shelf-gaps", status: "DELETING" },
    { name: "pallets", datasets: [{ type: "TRAIN", status: "CREATE_IN_PROGRESS" }] },
  ],
} as const;

describe.runIf(chromium !== undefined)("the live page of the backend", { timeout: 120_000 }, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  }, 120_000);

  afterAll(() => browser.close());

  const open = async ({ url }: StartedBackend, look: BrowserContextOptions = {}): Promise<OpenedPage> => {
    const context = await browser.newContext(look);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const messages: string[] = [];
    page.on("console", (message) => messages.push(message.text()));
    page.on("pageerror", (error) => messages.push(error.message));
    await page.goto(url);
    return { page, messages };
  };

  test.each(LOOKS)("has no violation of axe-core %s, fits, and has nothing to complain about", async (_, look) => {
    const backend = await startBackend({ account: ACCOUNT });
    const { page, messages } = await open(backend, look);
    await projectRow(page, "weld-seams").getByText("v2").waitFor();
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect({ violations: await axeViolations(page), width, messages }).toEqual({
      violations: [],
      width: look.viewport?.width,
      messages: [],
    });
  });

  test("shows projects, datasets and models as they come, change and go, and what is failing", async () => {
    const backend = await startBackend({ account: ACCOUNT }, { modelsEvery: 20 });
    const { page, messages } = await open(backend);
    const failures = page.locator("#failures li");
    await expect
      .poll(() => failures.allTextContents())
      .toEqual([
        expect.stringMatching(/^weld-seams, test dataset create failed /),
        expect.stringMatching(/^weld-seams, model v2 training failed /),
      ]);
    backend.emulator.projects().put({ name: "night-shift", createdAt: 1_700_000_000_001, status: "CREATING" });
    await projectRow(page, "night-shift").getByText("creating").waitFor();
    backend.emulator.projects().put({
      name: "night-shift",
      createdAt: 1_700_000_000_001,
      datasets: [{ type: "TRAIN", status: "CREATE_FAILED" }],
      versions: [{ name: "v9", status: "STARTING" }],
    });
    await projectRow(page, "night-shift").getByText("v9 starting").waitFor();
    await failures.filter({ hasText: "night-shift, train dataset" }).waitFor();
    backend.emulator.projects().remove("night-shift");
    await projectRow(page, "night-shift").waitFor({ state: "detached" });
    await expect.poll(() => failures.count()).toBe(2);
    expect(messages).toEqual([]);
  });

  test("is filtered by name, by status and to what is failing, by keyboard alone", async () => {
    const { page } = await open(await startBackend({ account: ACCOUNT }));
    const names = (): Promise<readonly string[]> => page.locator("#projects tbody th").allTextContents();
    await projectRow(page, "weld-seams").getByText("v2").waitFor();
    expect(await names()).toEqual(["pallets", "shelf-gaps", "weld-seams"]);
    while ((await page.evaluate<string>("document.activeElement.id")) !== "filter") {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.type("deleting");
    await expect.poll(names).toEqual(["shelf-gaps"]);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("ALL");
    await expect.poll(names).toEqual(["pallets"]);
    expect(await page.locator("#count").textContent()).toBe("1 of 3 projects");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect.poll(names).toEqual(["weld-seams"]);
    // Enter in a search field submits its form: the page must stay.
    await page.locator("#filter").press("Enter");
    await expect.poll(names).toEqual(["weld-seams"]);
  });

  test("says since when it is delayed while the service throttles, and keeps what it has", async () => {
    const backend = await startBackend({ account: ACCOUNT });
    const { page } = await open(backend);
    await stateOf(page, "live");
    backend.emulator.setFaults(() => ({ type: "throttle" }));
    await stateOf(page, "delayed");
    expect(await page.locator("#connection").textContent()).toMatch(
      /^Delayed since .*\d:\d.*: the service is throttling/,
    );
    expect(await page.locator("#projects tbody tr").count()).toBe(3);
    backend.emulator.setFaults(undefined);
    await stateOf(page, "live");
  });

  test("says how fresh it is after a lost connection, although nothing has happened meanwhile", async () => {
    const backend = await startBackend({ account: ACCOUNT }, { modelsEvery: 1e9 });
    const { page } = await open(backend);
    await projectRow(page, "weld-seams").getByText("v2").waitFor();
    const cutOff = async (): Promise<void> => {
      backend.app.server.closeAllConnections();
      await stateOf(page, "lost");
    };
    await cutOff();
    await stateOf(page, "live");
    backend.emulator.setFaults(() => ({ type: "throttle" }));
    await stateOf(page, "delayed");
    const delayed = await page.locator("#connection").textContent();
    await cutOff();
    await stateOf(page, "delayed");
    expect(await page.locator("#connection").textContent()).toBe(delayed);
  });

  test("connects again after a restart of the server, and shows what has become of the account", async () => {
    const first = await startBackend({ account: ACCOUNT });
    const { page } = await open(first);
    await projectRow(page, "pallets").waitFor();
    await first.app.close();
    await stateOf(page, "lost");
    first.emulator.projects().remove("pallets");
    await startBackend(first.emulator, { port: first.port });
    await projectRow(page, "pallets").waitFor({ state: "detached" });
    await stateOf(page, "live");
    expect(await page.locator("#projects tbody tr").count()).toBe(2);
  });

  test("goes on trying where the browser gives up, as when the server is full", async () => {
    const backend = await startBackend({ account: ACCOUNT }, { maxListeners: 1 });
    const { page: first } = await open(backend);
    await stateOf(first, "live");
    const { page: second } = await open(backend);
    await stateOf(second, "lost");
    await first.context().close();
    await stateOf(second, "live");
    expect(await second.locator("#projects tbody tr").count()).toBe(3);
  });
});

interface OpenedPage {
  readonly page: Page;
  /** Errors of its scripts, and whatever it wrote to the console: what its policy refuses is there, too. */
  readonly messages: readonly string[];
}

function projectRow(page: Page, name: string): ReturnType<Page["locator"]> {
  return page.locator("#projects tbody tr").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
}

async function stateOf(page: Page, state: "live" | "delayed" | "lost"): Promise<void> {
  await page.locator(`#connection[data-state="${state}"]`).waitFor();
}
