import type { JsonObject } from "../wire/json-object.js";
import type { DatasetStatus, DatasetType, StatusMessageCode } from "../seed/dataset-seed.js";
import { datasetEntry } from "./dataset-entry.js";
import { DatasetEntries } from "./dataset-entries.js";
import { noTags } from "./no-tags.js";

/** The status of a dataset, with its message. */
export interface DatasetState {
  readonly status: DatasetStatus;
  readonly statusMessage?: string | undefined;
  readonly statusMessageCode?: StatusMessageCode | undefined;
}

/** A dataset of a project. */
export class Dataset {
  readonly type: DatasetType;
  readonly arn: string;
  readonly createdMs: number;
  readonly #changed: () => void;
  #updatedMs: number;
  #state: DatasetState;
  #entries: DatasetEntries | Iterable<string | JsonObject>;
  tags: ReadonlyMap<string, string> = noTags;

  /** @param changed called for every change that a project's description shows */
  constructor(
    fields: {
      readonly type: DatasetType;
      readonly arn: string;
      readonly createdMs: number;
      readonly updatedMs: number;
      readonly state: DatasetState;
      readonly entries: DatasetEntries | Iterable<string | JsonObject>;
    },
    changed: () => void,
  ) {
    this.type = fields.type;
    this.arn = fields.arn;
    this.createdMs = fields.createdMs;
    this.#updatedMs = fields.updatedMs;
    this.#state = fields.state;
    this.#entries = fields.entries;
    this.#changed = changed;
  }

  get status(): DatasetStatus {
    return this.#state.status;
  }

  get state(): DatasetState {
    return this.#state;
  }

  get updatedMs(): number {
    return this.#updatedMs;
  }

  /** Whether the service is working on it. */
  get isInProgress(): boolean {
    return this.status.endsWith("_IN_PROGRESS");
  }

  /** Whether its entries can be read. */
  get isComplete(): boolean {
    return this.status === "CREATE_COMPLETE" || this.status === "UPDATE_COMPLETE" || this.status === "UPDATE_FAILED";
  }

  /** Its entries. They are read now if that was put off. @throws TypeError when a seed has a bad one */
  get entries(): DatasetEntries {
    if (!(this.#entries instanceof DatasetEntries)) {
      this.#entries = datasetEntries(this.#entries, `dataset ${this.arn}`);
    }
    return this.#entries;
  }

  /** Changes to another state, and to other entries if any are given. */
  become(state: DatasetState, updatedMs: number, entries?: DatasetEntries): void {
    this.#state = state;
    this.#updatedMs = updatedMs;
    if (entries !== undefined) {
      this.#entries = entries;
    }
    this.#changed();
  }

  /** What a project's description says about it. */
  metadata(): JsonObject {
    return {
      CreationTimestamp: this.createdMs / 1_000,
      DatasetType: this.type,
      DatasetArn: this.arn,
      Status: this.status,
      StatusMessage: this.#state.statusMessage,
      StatusMessageCode: this.#state.statusMessageCode,
    };
  }
}

/** The entries of a seed. @throws TypeError that names the place of a bad one */
export function datasetEntries(source: Iterable<string | JsonObject>, at: string): DatasetEntries {
  const table = new DatasetEntries();
  let index = 0;
  for (const each of source) {
    const entry = datasetEntry(each, { held: true });
    if ("bad" in entry) {
      throw new TypeError(`${at}: entry ${index} ${entry.bad}`);
    }
    table.put(entry);
    index += 1;
  }
  return table;
}
