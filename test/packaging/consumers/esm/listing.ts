// A stranger's program, in strict TypeScript: it is compiled and run against the packed tarballs.
import {
  type DescribeProjectsCommand,
  type DescribeProjectsCommandOutput,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import {
  describeProjects$,
  isListingError,
  type Listing,
  type ListingConfig,
  rekognitionClient,
} from "@rekognition-rx/core";
import { createEmulator } from "@rekognition-rx/emulator";
import * as inventory from "@rekognition-rx/inventory";
import { flattenDatasets, flattenProjects, retryThrottled } from "@rekognition-rx/operators";
import { count, lastValueFrom } from "rxjs";

const double: ListingConfig<DescribeProjectsCommandOutput, DescribeProjectsCommand>["client"] = {
  send: (command) =>
    Promise.resolve({
      $metadata: {},
      ProjectDescriptions: [{ ProjectArn: `page after ${command.input.NextToken ?? "nothing"}` }],
      NextToken: command.input.NextToken === undefined ? "one" : undefined,
    }),
};

const doubled: Listing<DescribeProjectsCommandOutput> = describeProjects$({ client: double });
const names: (string | undefined)[] = [];
for await (const page of doubled) {
  names.push(page.ProjectDescriptions?.[0]?.ProjectArn);
}

const listing = describeProjects$({ client: rekognitionClient({}), pageSize: 50 }).pipe(retryThrottled());
const stock = describeProjects$({
  client: new RekognitionClient({}),
  perRequest: (page$) => page$.pipe(retryThrottled()),
});

console.log(
  JSON.stringify({
    names,
    projects: await lastValueFrom(listing.pipe(flattenProjects(), count())),
    datasets: await lastValueFrom(stock.pipe(flattenDatasets(), count())),
    loaded: [typeof isListingError, typeof createEmulator, Object.keys(inventory).length > 0],
  }),
);
