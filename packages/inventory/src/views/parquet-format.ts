import type { ByteWriter, ColumnSource, SchemaElement } from "hyparquet-writer";
import type { Sink, TableFormat, TableWriter } from "./table-format.js";
import type { Column, Table, Value } from "./tables/table.js";

/**
 * Apache Parquet, compressed by Snappy, in groups of rows.
 *
 * Timestamps are instants in UTC, to the millisecond; integers have 64 bits. A column that a table calls nullable is
 * optional, and any other is required. UTF-8 has no lone surrogates: each becomes a U+FFFD.
 */
export const parquetFormat: TableFormat = {
  extension: "parquet",
  begin: async <Row>({ columns }: Table<Row>, sink: Sink) => {
    // Loaded only if Parquet is written.
    const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
    const bytes = new ByteWriter();
    const schema = [{ name: "root", num_children: columns.length }, ...columns.map(elementOf)];
    const parquet = new ParquetWriter({ writer: bytes, schema, createdBy: "rekognition-inventory" });
    const rows = new RowGroup(columns);
    const flush = async (): Promise<void> => {
      if (rows.length > 0) {
        // This writer writes to memory, synchronously.
        void parquet.write({ columnData: rows.take(), rowGroupSize: MOST_ROWS });
        await drain(bytes, sink);
      }
    };
    const writer: TableWriter<Row> = {
      write: async (more) => {
        for (const row of more) {
          rows.add(row);
          if (rows.isFull) {
            await flush();
          }
        }
      },
      end: async () => {
        await flush();
        void parquet.finish();
        await drain(bytes, sink);
      },
    };
    return writer;
  },
};

/** Rows that wait for their group to be full, column by column. */
class RowGroup<Row> {
  readonly #columns: readonly Column<Row>[];
  #data: unknown[][];
  #weight = 0;

  constructor(columns: readonly Column<Row>[]) {
    this.#columns = columns;
    this.#data = columns.map(() => []);
  }

  get length(): number {
    return this.#data[0]?.length ?? 0;
  }

  get isFull(): boolean {
    return this.length >= MOST_ROWS || this.#weight >= MOST_CHARACTERS;
  }

  add(row: Row): void {
    for (const [index, column] of this.#columns.entries()) {
      const value = column.value(row);
      this.#weight += typeof value === "string" ? value.length : 0;
      this.#data[index]?.push(parquetValue(column, value));
    }
  }

  take(): ColumnSource[] {
    const data = this.#data;
    this.#data = this.#columns.map(() => []);
    this.#weight = 0;
    return this.#columns.map(({ name }, index) => ({ name, data: data[index] ?? [] }));
  }
}

const MOST_ROWS = 20_000;
/** Characters of a group: the lines of a manifest can be long. */
const MOST_CHARACTERS = 8_000_000;

function elementOf<Row>({ name, type, nullable }: Column<Row>): SchemaElement {
  return { name, repetition_type: nullable ? "OPTIONAL" : "REQUIRED", ...PHYSICAL[type] };
}

const PHYSICAL: Readonly<Record<Column<unknown>["type"], Omit<SchemaElement, "name">>> = {
  boolean: { type: "BOOLEAN" },
  double: { type: "DOUBLE" },
  integer: { type: "INT64" },
  string: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  timestamp: {
    type: "INT64",
    converted_type: "TIMESTAMP_MILLIS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
  },
};

function parquetValue<Row>({ type }: Column<Row>, value: Value): unknown {
  if (value === null) {
    return null;
  }
  if (type === "integer") {
    return BigInt(value);
  }
  return type === "timestamp" ? new Date(String(value)) : value;
}

async function drain(bytes: ByteWriter, sink: Sink): Promise<void> {
  // A copy: what is written next must not change bytes that the sink has not written yet.
  const taken = bytes.getBytes().slice();
  bytes.index = 0;
  await sink.write(taken);
}
