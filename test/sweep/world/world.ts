import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator, lifelikeOrganization } from "@rekognition-rx/emulator";
import { startPostgres } from "@rekognition-rx/example-etl";
import { crawlTo, type Depth, discoverTargets, fileJournal } from "@rekognition-rx/inventory";
import { Client } from "pg";
import { weather } from "../../kill/world/weather.js";
import { tablesOf } from "./tables-of.js";

/** An organization that does not change, a Postgres, and what a run comes to that one process makes and nobody disturbs. */
export interface World {
  readonly emulator: Emulator;
  readonly undisturbed: ReadonlyMap<string, readonly string[]>;
  readonly folder: string;
  /** A new database: where it is. */
  database(): Promise<string>;
  close(): Promise<void>;
}

/** Requests a second of each account, region and operation. */
export const RATE = 10;
export const DEPTH: readonly Depth[] = ["projects", "datasets", "versions", "usage", "policies", "entries"];

export function targetsIn({ url }: Emulator): {
  readonly organization: true;
  readonly regions: readonly string[];
  readonly endpointUrl: string;
} {
  return { organization: true, regions: ["us-east-1", "eu-west-1"], endpointUrl: url };
}

export async function makeWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "sweep-"));
  const emulator = await createEmulator(lifelikeOrganization({ accounts: 5, projects: 12 }));
  const postgres = await startPostgres(folder);
  // Whose process this is does not matter to the emulator.
  Object.assign(process.env, CREDENTIALS);
  begin(emulator);
  const journal = fileJournal(join(folder, "undisturbed.journal"));
  const targets = discoverTargets(targetsIn(emulator));
  await crawlTo(journal, { targets, depth: DEPTH, rate: 1_000, retry: { random: () => 0 } });
  await journal.close();
  let databases = 0;
  return {
    emulator,
    folder,
    undisturbed: await tablesOf(journal),
    database: async () => {
      databases += 1;
      const name = `sweep_${process.pid}_${databases}`;
      const client = new Client({ connectionString: postgres.connectionString });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return postgres.connectionString.replace(/postgres$/, name);
    },
    close: async () => {
      await emulator.close();
      await postgres.remove();
      await rm(folder, { recursive: true });
    },
  };
}

/** The service as a run finds it: it has seen no request of it. */
export function begin(emulator: Emulator): void {
  emulator.clearRequests();
  emulator.setFaults(weather({ quota: RATE }));
  emulator.setLatency(20);
}

export const CREDENTIALS: Readonly<Record<string, string>> = {
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_REGION: "us-east-1",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};
