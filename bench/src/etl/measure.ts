import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedPostgres, startPostgres } from "@rekognition-rx/example-etl";
import { Client } from "pg";
import { runInProcess } from "../harness/run-in-process.js";
import { type Measured, pairedRowsOf, rowsOf } from "../harness/table.js";
import type { Loaded } from "./loaded.js";
import { startSeeded } from "./seeded-emulator.js";

type Contestant = "COPY from a file" | "the job";

/** The ETL job of the examples against `COPY` of the same rows, and the memory that it holds for a million entries. */
export async function etlJob({ size }: { readonly size: number }): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-etl-"));
  const postgres = await startPostgres(folder);
  try {
    const few = Math.round(100_000 * size);
    const bench = new Bench(postgres, folder);
    return [await bench.pace(few), await bench.memory(few, 10 * few)];
  } finally {
    await postgres.remove();
    await rm(folder, { recursive: true });
  }
}

class Bench {
  readonly #postgres: EmbeddedPostgres;
  readonly #folder: string;
  #databases = 0;

  constructor(postgres: EmbeddedPostgres, folder: string) {
    this.#postgres = postgres;
    this.#folder = folder;
  }

  async pace(entries: number): Promise<Measured> {
    const figures = new Map<Contestant, number[]>([
      ["COPY from a file", []],
      ["the job", []],
    ]);
    const sessions: (readonly number[])[] = [];
    const emulator = await startSeeded(this.#folder, entries);
    try {
      const file = await this.#copied(emulator.url);
      const paceOf = async (contestant: Contestant): Promise<number> => {
        const { rows, seconds } = await this.#load(contestant, emulator.url, file);
        const pace = rows / seconds / 1_000;
        figures.get(contestant)?.push(pace);
        return pace;
      };
      for (let session = 1; session <= SESSIONS; session += 1) {
        const [before, one] = [await paceOf("COPY from a file"), await paceOf("the job")];
        const [two, after] = [await paceOf("the job"), await paceOf("COPY from a file")];
        sessions.push([one / before, two / after]);
        process.stderr.write(`  session ${session} of ${SESSIONS}\n`);
      }
    } finally {
      await emulator.stop();
    }
    return {
      name: "etl: pace",
      unit: "thousand rows a second",
      setup:
        `${entries} entries are loaded into an empty database whose tables are made already. COPY reads a file on ` +
        "the database server; the file has the rows that the job wrote before. The job asks an emulator on the same " +
        "machine for pages of 100, decodes every line, and commits every ten pages together with the position after " +
        "them. The job takes turns with COPY (A B B A), each in a process of its own.",
      rows: pairedRowsOf({ figures, ratios: new Map([["the job", sessions]]), how: "" }, {}),
    };
  }

  async memory(few: number, many: number): Promise<Measured> {
    const held: number[] = [];
    for (const entries of [few, many]) {
      const emulator = await startSeeded(this.#folder, entries);
      try {
        held.push((await this.#load("the job", emulator.url, "", ["--expose-gc"])).held);
      } finally {
        await emulator.stop();
      }
    }
    const [ofFew = 0, ofMany = 0] = held;
    return {
      name: "etl: memory",
      unit: `MB in use; the last row, more for ${many} entries than for ${few}`,
      setup:
        "The memory in use (heap and buffers) is read at every fifth batch, after a garbage collection, and the " +
        "highest reading counts. Each row has a process of its own. Four datasets are walked at the same time; " +
        "with a million entries in all, each dataset is as large as the service allows.",
      rows: rowsOf(
        new Map([
          [`${few} entries`, [ofFew]],
          [`${many} entries`, [ofMany]],
          ["more", [ofMany - ofFew]],
        ]),
        { more: { of: "figure", atMost: 5 } },
        false,
      ),
    };
  }

  /** The rows that the job writes, as a file of the database server. */
  async #copied(url: string): Promise<string> {
    const database = await this.#database();
    await this.#run("the job", database, url, "");
    const client = new Client({ connectionString: database });
    await client.connect();
    const { rows } = await client.query<{ readonly data_directory: string }>("show data_directory");
    const file = `${rows[0]?.data_directory ?? ""}/entries.copy`;
    await client.query(
      `copy (select dataset_arn, source_ref, labels, errors, line from rekognition_etl.entries) to '${file}'`,
    );
    await client.end();
    return file;
  }

  async #load(contestant: Contestant, url: string, file: string, flags?: readonly string[]): Promise<Loaded> {
    return await this.#run(contestant, await this.#database(), url, file, flags);
  }

  async #run(
    contestant: Contestant,
    database: string,
    url: string,
    file: string,
    flags: readonly string[] = [],
  ): Promise<Loaded> {
    return (await runInProcess(new URL("contestant.js", import.meta.url), [contestant, database, file], {
      flags,
      env: {
        AWS_ENDPOINT_URL_REKOGNITION: url,
        AWS_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
        AWS_SECRET_ACCESS_KEY: "secret",
      },
    })) as Loaded;
  }

  /** Makes a new database, and drops the one before it: a million rows are half a gigabyte. */
  async #database(): Promise<string> {
    const client = new Client({ connectionString: this.#postgres.connectionString });
    await client.connect();
    await client.query(`drop database if exists bench_${this.#databases}`);
    this.#databases += 1;
    await client.query(`create database bench_${this.#databases}`);
    await client.end();
    return this.#postgres.connectionString.replace(/postgres$/, `bench_${this.#databases}`);
  }
}

const SESSIONS = 5;
