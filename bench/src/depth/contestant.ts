import { DescribeProjectsCommand, type DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjects$ } from "@rekognition-rx/core";
import { EMPTY, expand, from, type Observable, of } from "rxjs";
import { contestant } from "../harness/contestant.js";
import { madeUpService } from "../harness/made-up-service.js";

// One contestant, named on the command line: prints how many pages it walks, of a million.

const PAGES = 1_000_000;
type Page = DescribeProjectsCommandOutput;

const later = (page: Page): Promise<Page> => new Promise((resolve) => setImmediate(resolve, page));

const contestants: Readonly<Record<string, () => Observable<Page>>> = {
  "expand, answered at once": () =>
    of(pageAt(0)).pipe(expand(({ NextToken }) => (NextToken === undefined ? EMPTY : of(pageAt(Number(NextToken)))))),
  "expand, a promise": () => {
    const client = madeUpService(PAGES);
    const ask = (token?: string) => from(client.send(new DescribeProjectsCommand({ NextToken: token })));
    return ask().pipe(expand((page) => (page.NextToken === undefined ? EMPTY : ask(page.NextToken))));
  },
  "ours, answered at once": () =>
    describeProjects$({ client: madeUpService(PAGES), perRequest: (_, { index }) => of(pageAt(index)) }),
  "ours, a resolved promise": () => describeProjects$({ client: madeUpService(PAGES) }),
  "ours, a promise that resolves later": () => describeProjects$({ client: madeUpService(PAGES, { answer: later }) }),
};

function pageAt(index: number): Page {
  return index + 1 < PAGES ? { $metadata: {}, NextToken: String(index + 1) } : { $metadata: {} };
}

const { run } = contestant(contestants);
let pages = 0;
let isReported = false;
// If the stack overflows inside rxjs, the stream may end with an error, or never end.
process.on("uncaughtException", () => report());
process.on("exit", report);
run().subscribe({ next: () => (pages += 1), error: report });

function report(): void {
  if (!isReported) {
    isReported = true;
    console.log(JSON.stringify(pages));
    process.exit(0);
  }
}
