import { abortsOnlyWhatItMust } from "../oracle/promises/walk/aborts-only-what-it-must.js";
import { everyRequestCanBeAborted } from "../oracle/promises/walk/every-request-can-be-aborted.js";
import { noPageAskedAfterTheLast } from "../oracle/promises/walk/no-page-asked-after-the-last.js";
import { noPageBeforeItIsWanted } from "../oracle/promises/walk/no-page-before-it-is-wanted.js";
import { nothingAfterTheEnd } from "../oracle/promises/walk/nothing-after-the-end.js";
import { nothingLeftBehind } from "../oracle/promises/walk/nothing-left-behind.js";
import { oneRequestInFlight } from "../oracle/promises/walk/one-request-in-flight.js";
import { pagesAskedInOrder } from "../oracle/promises/walk/pages-asked-in-order.js";
import { sameRequestParameters } from "../oracle/promises/walk/same-request-parameters.js";
import { type AnyCommand, type AnyConfig, type Library, OURS } from "../user/library.js";
import { answeredWith, clientWith, listingWith } from "./changed-library.js";
import type { PlantedFault } from "./planted-fault.js";

/** Requests that are too many, too early, other than they should be, or that go on for nobody. */
export const REQUEST_FAULTS: readonly PlantedFault[] = [
  {
    name: "a prefetch without a bound",
    library: listingWith((config) => ({ ...config, prefetch: 100 })),
    breaks: noPageBeforeItIsWanted,
  },
  {
    name: "a resume that forgets maxPages",
    library: { ...OURS, list: (operation, config, input) => forgettingMaxPages(operation, config, input) },
    breaks: noPageAskedAfterTheLast,
  },
  {
    name: "a request that is not aborted when its walk ends",
    library: clientWith((config) => (command) => config.client.send(command, { abortSignal: deaf() })),
    breaks: nothingLeftBehind,
  },
  {
    name: "a request that is sent once more when its walk ends",
    library: clientWith((config) => (command, options) => {
      const again = async (): Promise<void> => {
        await Promise.resolve();
        await config.client.send(command, { abortSignal: deaf() });
      };
      options?.abortSignal?.addEventListener("abort", () => void again().catch(() => undefined));
      return config.client.send(command, options);
    }),
    breaks: nothingAfterTheEnd,
  },
  {
    name: "a request that is given up at once",
    library: clientWith((config) => (command) => {
      const controller = new AbortController();
      queueMicrotask(() => controller.abort());
      return config.client.send(command, { abortSignal: controller.signal });
    }),
    breaks: abortsOnlyWhatItMust,
  },
  {
    name: "a request without a signal",
    library: clientWith((config) => (command) => config.client.send(command)),
    breaks: everyRequestCanBeAborted,
  },
  {
    name: "a request that is hedged by another",
    library: clientWith((config) => hedged(config)),
    breaks: oneRequestInFlight,
  },
  {
    name: "a page size of its own",
    library: listingWith((config) => ({ ...config, pageSize: (config.pageSize ?? 1) + 1 })),
    breaks: sameRequestParameters,
  },
  {
    name: "a token that is written in another way",
    library: answeredWith((page) => ("NextToken" in Object(page) ? { ...page, NextToken: spoilt(page) } : page)),
    breaks: pagesAskedInOrder,
  },
];

/** Goes on after `maxPages` as a new walk, which counts from none. */
function forgettingMaxPages(...[operation, config, input]: Parameters<Library["list"]>): ReturnType<Library["list"]> {
  const { maxPages, ...others } = config;
  return OURS.list(operation, maxPages === undefined ? config : others, input);
}

function hedged(config: AnyConfig): AnyConfig["client"]["send"] {
  return async (command: AnyCommand, options) => {
    const [first, second] = [config.client.send(command, options), config.client.send(command, options)];
    second.catch(() => undefined);
    return first;
  };
}

function spoilt(page: object): unknown {
  const { NextToken: token } = page as { readonly NextToken: unknown };
  return typeof token === "string" && token !== "" ? `${token} ` : token;
}

function deaf(): AbortSignal {
  return new AbortController().signal;
}
