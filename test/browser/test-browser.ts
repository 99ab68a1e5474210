import { setTimeout } from "node:timers/promises";
import { type Browser, type BrowserContextOptions, chromium as playwright, type Page } from "playwright-core";
import { chromium } from "./chromium.js";

/** A Chromium that opens pages, each in a context of its own: closing the context closes its page. */
export interface TestBrowser {
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/**
 * On a busy machine a Chromium may start, or have served a while, and then never open another page: playwright waits for
 * that page without an end. So one that takes half a minute is closed and another takes its place, three times at most.
 */
export async function launch(): Promise<TestBrowser> {
  let browser = await start();
  return {
    newPage: async (options) => {
      for (let left = 3; left > 0; left -= 1) {
        const page = await Promise.race([browser.newPage(options), setTimeout(PATIENCE, undefined, { ref: false })]);
        if (page !== undefined) {
          return page;
        }
        await browser.close();
        browser = await start();
      }
      throw new Error("Chromium starts, but opens no page within half a minute. Three were tried.");
    },
    close: () => browser.close(),
  };
}

async function start(): Promise<Browser> {
  return await playwright.launch({
    executablePath: chromium?.path ?? "",
    // As root, and in containers, it has no sandbox of its own. It opens files that the tests wrote.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
}

/** In milliseconds. */
const PATIENCE = 30_000;
