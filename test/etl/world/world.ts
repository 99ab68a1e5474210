import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeProjectsCommand, ListDatasetEntriesCommand } from "@aws-sdk/client-rekognition";
import { rekognitionClient } from "@rekognition-rx/core";
import {
  createEmulator,
  type Emulator,
  type FaultRule,
  type FaultSpec,
  lifelikeOrganization,
} from "@rekognition-rx/emulator";
import { startPostgres } from "@rekognition-rx/example-etl";
import { EtlProcess } from "./etl-process.js";
import { query, tablesIn } from "./tables.js";

/** An account that does not change, a Postgres, and what a run comes to that nobody disturbs. */
export interface World {
  readonly emulator: Emulator;
  readonly folder: string;
  readonly undisturbed: Undisturbed;
  /** A new database: where it is. */
  database(): Promise<string>;
  close(): Promise<void>;
}

interface Undisturbed {
  readonly code: number | null;
  readonly tables: ReadonlyMap<string, readonly string[]>;
  /** Milliseconds from the start of the process to its end. */
  readonly duration: number;
  readonly requests: number;
  /** The images on each page of a dataset, by what asks for it. */
  readonly pages: ReadonlyMap<string, readonly string[]>;
}

/** Small pages, so that there are many, and a rate that is not in the way. */
export const ARGS: readonly string[] = ["--page-size", "2", "--rate", "500"];

export async function makeWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "etl-"));
  const { accounts } = lifelikeOrganization({ accounts: 1, regions: ["us-east-1"], projects: 8 });
  const emulator = await createEmulator({ accounts });
  const postgres = await startPostgres(folder);
  let databases = 0;
  const database = async (): Promise<string> => {
    databases += 1;
    await query(postgres.connectionString, `create database etl_${databases}`);
    return postgres.connectionString.replace(/postgres$/, `etl_${databases}`);
  };
  const pages = await pagesOf(emulator);
  begin(emulator, 3);
  const connectionString = await database();
  const startedAt = performance.now();
  const process = new EtlProcess({ endpoint: emulator.url, connectionString, cwd: folder }, ARGS);
  const { code, stderr } = await process.ended;
  const duration = performance.now() - startedAt;
  if (code !== 3) {
    throw new Error(`the undisturbed run ended with ${code}: ${stderr}`);
  }
  const requests = emulator.requests.length;
  return {
    emulator,
    folder,
    undisturbed: { code, tables: await tablesIn(connectionString), duration, requests, pages },
    database,
    close: async () => {
      await emulator.close();
      await postgres.remove();
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * The service at the beginning of a run: what it answers is decided by what it is asked, and not by when.
 *
 * @param more - what goes wrong besides.
 */
export function begin(emulator: Emulator, latency: number, more: readonly (FaultRule | FaultSpec)[] = []): void {
  emulator.clearRequests();
  emulator.setFaults([
    ...more,
    { operation: "ListDatasetEntries", bucket: { ratePerSecond: 200, burst: 5 }, fault: { type: "throttle" } },
    badLines,
  ]);
  emulator.setLatency(latency);
}

/** A request for a page of entries, as a key. */
export function pageKey(input: Readonly<Record<string, unknown>> | undefined): string {
  return `${textOf(input?.["DatasetArn"])} ${textOf(input?.["NextToken"])}`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The first line of each page of a dataset to test with is cut, so that nobody can read it. */
const badLines: FaultRule = ({ operation, input }) =>
  operation === "ListDatasetEntries" && String(input?.["DatasetArn"]).includes("/test/")
    ? { type: "malformed-item" }
    : undefined;

async function pagesOf(emulator: Emulator): Promise<ReadonlyMap<string, readonly string[]>> {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const client = rekognitionClient({ endpoint: emulator.url, region: "us-east-1", credentials });
  const pages = new Map<string, readonly string[]>();
  const { ProjectDescriptions = [] } = await client.send(
    new DescribeProjectsCommand({ Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] }),
  );
  for (const { DatasetArn } of ProjectDescriptions.flatMap(({ Datasets = [] }) => Datasets)) {
    let NextToken: string | undefined;
    do {
      const input = { DatasetArn, MaxResults: 2, NextToken };
      // A dataset that is being made, or has failed, has no entries.
      const page = await client.send(new ListDatasetEntriesCommand(input)).catch(() => undefined);
      const images = (page?.DatasetEntries ?? []).map((line) => /"source-ref":"([^"]*)"/.exec(line)?.[1] ?? "");
      pages.set(
        pageKey(input),
        images.map((image) => `${DatasetArn} ${image}`),
      );
      NextToken = page?.NextToken;
    } while (NextToken !== undefined);
  }
  client.destroy();
  return pages;
}
