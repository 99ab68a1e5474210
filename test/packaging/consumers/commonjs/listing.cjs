// The same program in CommonJS: `require` of an ES module works from Node 20.19 on.
const { RekognitionClient } = require("@aws-sdk/client-rekognition");
const { describeProjects$, isListingError, rekognitionClient } = require("@rekognition-rx/core");
const { createEmulator } = require("@rekognition-rx/emulator");
const inventory = require("@rekognition-rx/inventory");
const { flattenDatasets, flattenProjects, retryThrottled } = require("@rekognition-rx/operators");
const { count, lastValueFrom } = require("rxjs");

async function main() {
  const double = {
    /** @param {import("@aws-sdk/client-rekognition").DescribeProjectsCommand} command */
    send: (command) =>
      Promise.resolve({
        $metadata: {},
        ProjectDescriptions: [{ ProjectArn: `page after ${command.input.NextToken ?? "nothing"}` }],
        NextToken: command.input.NextToken === undefined ? "one" : undefined,
      }),
  };
  const names = [];
  for await (const page of describeProjects$({ client: double })) {
    names.push(page.ProjectDescriptions?.[0]?.ProjectArn);
  }

  const listing = describeProjects$({ client: rekognitionClient({}), pageSize: 50 }).pipe(retryThrottled());
  const client = new RekognitionClient({});
  const stock = describeProjects$({ client, perRequest: (page$) => page$.pipe(retryThrottled()) });

  console.log(
    JSON.stringify({
      names,
      projects: await lastValueFrom(listing.pipe(flattenProjects(), count())),
      datasets: await lastValueFrom(stock.pipe(flattenDatasets(), count())),
      loaded: [typeof isListingError, typeof createEmulator, Object.keys(inventory).length > 0],
    }),
  );
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
