import { pathToFileURL } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { TestBrowser } from "./test-browser.js";

/** A page that is open, and what happened on it. */
export interface OpenPage {
  readonly page: Page;
  /** Addresses that it asked for, its own file's left out. */
  readonly requests: readonly string[];
  /** Errors of its scripts, and whatever it wrote to the console. */
  readonly messages: readonly string[];
}

/** Opens a file as a reader would who has it from an e-mail. */
export async function openPage(
  browser: TestBrowser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const page = await browser.newPage({ offline: true, ...options });
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
