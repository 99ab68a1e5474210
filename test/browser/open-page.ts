import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium as playwright, type Page } from "playwright-core";
import { chromium } from "./chromium.js";

/** A page that is open, and what happened on it. */
export interface OpenPage {
  readonly page: Page;
  /** Addresses that it asked for, its own file's left out. */
  readonly requests: readonly string[];
  /** Errors of its scripts, and whatever it wrote to the console. */
  readonly messages: readonly string[];
}

export async function launch(): Promise<Browser> {
  return await playwright.launch({
    executablePath: chromium?.path ?? "",
    // As root, and in containers, it has no sandbox of its own. It opens files that the tests wrote.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
}

/** Opens a file as a reader would who has it from an e-mail. */
export async function openPage(browser: Browser, file: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const messages: string[] = [];
  const url = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) {
      requests.push(request.url());
    }
  });
  page.on("console", (message) => messages.push(message.text()));
  page.on("pageerror", (error) => messages.push(error.message));
  page.on("dialog", (dialog) => {
    messages.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, requests, messages };
}
