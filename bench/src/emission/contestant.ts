import { flattenProjects } from "@rekognition-rx/operators";
import { concatMap, from, mergeMap, Observable } from "rxjs";
import { answerBlocks, blockOf, contestant } from "../harness/contestant.js";

// One contestant, named on the command line: for each block, it prints the microseconds of CPU per item of a page in memory.

interface Item {
  readonly ProjectArn: string;
}

interface Page {
  readonly ProjectDescriptions: readonly Item[];
}

const contestants: Readonly<Record<string, (pages$: Observable<Page>) => Observable<Item>>> = {
  "concatMap(from)": (pages$) => pages$.pipe(concatMap((page) => from(page.ProjectDescriptions))),
  "mergeMap(array)": (pages$) => pages$.pipe(mergeMap((page) => page.ProjectDescriptions)),
  ours: (pages$) => pages$.pipe(flattenProjects()),
};

const PAGES = 200;
const page: Page = { ProjectDescriptions: Array.from({ length: 100 }, (_, i) => ({ ProjectArn: `arn:${i}` })) };
const pages$ = new Observable<Page>((subscriber) => {
  for (let i = 0; i < PAGES; i += 1) {
    subscriber.next(page);
  }
  subscriber.complete();
});

const { run: split } = contestant(contestants);
const block = blockOf(PAGES * 100, () => {
  let length = 0;
  split(pages$).subscribe((item) => {
    length += item.ProjectArn.length;
  });
  if (length < PAGES * 100) {
    throw new Error("items are missing");
  }
});
await answerBlocks(block);
