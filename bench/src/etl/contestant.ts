import { rekognitionClient } from "@rekognition-rx/core";
import { etl, Warehouse } from "@rekognition-rx/example-etl";
import { Client } from "pg";
import { contestant } from "../harness/contestant.js";
import { requireEmulator } from "../harness/require-emulator.js";
import { Held } from "../inventory/held.js";
import type { Loaded } from "./loaded.js";

// One load into an empty database, by a contestant that is named on the command line: prints what it took.

const [connectionString = "", file = ""] = process.argv.slice(3);
const held = new Held(5);

/** Measures the memory in use when batches are committed. */
class LookedAt extends Warehouse {
  override async commit(...batch: Parameters<Warehouse["commit"]>): Promise<void> {
    await super.commit(...batch);
    held.look();
  }
}

const { run } = contestant<() => Promise<number>>({
  "COPY from a file": async () => {
    const client = new Client({ connectionString });
    await client.connect();
    const columns = "dataset_arn, source_ref, labels, errors, line";
    const { rowCount } = await client.query(`copy rekognition_etl.entries (${columns}) from '${file}'`);
    await client.end();
    return rowCount ?? 0;
  },
  "the job": async () => {
    requireEmulator();
    const { metrics } = await etl({
      client: rekognitionClient(),
      accountId: "111122223333",
      region: "us-east-1",
      connectionString,
      // The quota must not slow the job down: it is not what is measured.
      ratePerSecond: 1_000_000,
      openWarehouse: (url) => new LookedAt(url),
    });
    return metrics.rows;
  },
});

// The tables exist before either contestant begins.
const warehouse = new Warehouse(connectionString);
await warehouse.open();
await warehouse.close();
const startedAt = performance.now();
const rows = await run();
const loaded: Loaded = { rows, seconds: (performance.now() - startedAt) / 1_000, held: held.most };
console.log(JSON.stringify(loaded));
