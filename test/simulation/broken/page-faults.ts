import { LIST_OF } from "../service/catalogue.js";
import { projectsNotFound, restartOnExpiredToken } from "@rekognition-rx/operators";
import { map, mergeMap } from "rxjs";
import { everyPageBeforeTheEnd } from "../oracle/promises/walk/every-page-before-the-end.js";
import { noPageKeptBack } from "../oracle/promises/walk/no-page-kept-back.js";
import { noPageTwice } from "../oracle/promises/walk/no-page-twice.js";
import { onlyPagesOfTheService } from "../oracle/promises/walk/only-pages-of-the-service.js";
import { pagesInOrder } from "../oracle/promises/walk/pages-in-order.js";
import { pagesWhole } from "../oracle/promises/walk/pages-whole.js";
import { positionsOfPagesDone } from "../oracle/promises/walk/positions-of-pages-done.js";
import { valuesOfThePages } from "../oracle/promises/walk/values-of-the-pages.js";
import { OURS } from "../user/library.js";
import { realTurn } from "../world/intercepted-timers.js";
import { answeredWith, pulledBy, pushedBy } from "./changed-library.js";
import type { PlantedFault } from "./planted-fault.js";

/** Pages that are lost, doubled, exchanged, made up or not whole. */
export const PAGE_FAULTS: readonly PlantedFault[] = [
  {
    name: "a page that is delivered twice",
    library: pushedBy((pages$) => pages$.pipe(mergeMap((page, at) => (at === 1 ? [page, page] : [page])))),
    breaks: noPageTwice,
  },
  {
    name: "a page that is lost",
    library: pushedBy((pages$) => pages$.pipe(mergeMap((page, at) => (at === 1 ? [] : [page])))),
    breaks: positionsOfPagesDone,
  },
  {
    name: "a page that is lost on its way to a loop",
    library: pulledBy((pages) => withoutTheFirst(pages)),
    breaks: pagesInOrder,
  },
  {
    name: "an only page that is lost on its way to a loop",
    library: pulledBy((pages) => withoutTheFirst(pages)),
    breaks: everyPageBeforeTheEnd,
  },
  {
    name: "a page that is held up",
    library: pulledBy((pages) => late(pages)),
    breaks: noPageKeptBack,
  },
  {
    name: "a null page that passes for the end",
    library: answeredWith((page) => page ?? noItems()),
    breaks: onlyPagesOfTheService,
  },
  {
    name: "a page that has lost its first item",
    library: pushedBy((pages$) => pages$.pipe(map(withoutItsFirst))),
    breaks: pagesWhole,
  },
  {
    name: "a restart that forgets what was delivered",
    library: {
      ...OURS,
      restartOnExpiredToken: (options) => restartOnExpiredToken({ ...options, key: () => undefined }),
    },
    breaks: pagesWhole,
  },
  {
    name: "a name that was not found and is not reported",
    library: {
      ...OURS,
      projectsNotFound: (names) => (pages$) => projectsNotFound(names)(pages$).pipe(map((missing) => missing.slice(1))),
    },
    breaks: valuesOfThePages,
  },
];

async function* withoutTheFirst(
  pages: AsyncIterable<object, undefined, undefined>,
): AsyncGenerator<object, undefined, undefined> {
  let isFirst = true;
  for await (const page of pages) {
    if (!isFirst) {
      yield page;
    }
    isFirst = false;
  }
  return undefined;
}

async function* late(pages: AsyncIterable<object, undefined, undefined>): AsyncGenerator<object, undefined, undefined> {
  for await (const page of pages) {
    await realTurn();
    yield page;
  }
  return undefined;
}

function withoutItsFirst(page: object): object {
  const [name, list] = Object.entries(page).find(([, member]) => Array.isArray(member)) ?? [];
  return name === undefined ? page : { ...page, [name]: (list as readonly unknown[]).slice(1) };
}

/** An empty page of any operation. */
function noItems(): object {
  return Object.fromEntries(Object.values(LIST_OF).map((name) => [name, []]));
}
