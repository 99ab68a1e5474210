import type { Cursor } from "./cursor.js";
import { SortedItems } from "./sorted-items.js";
import type { JsonObject } from "../wire/json-object.js";
import type { AutoUpdate, Feature, ProjectStatus } from "../seed/project-seed.js";
import type { DatasetType } from "../seed/dataset-seed.js";
import { Dataset, type DatasetState } from "./dataset.js";
import { featureMembers } from "./feature-members.js";
import type { DatasetEntries } from "./dataset-entries.js";
import { type AccountRegion, partition } from "./account-region.js";
import { noTags } from "./no-tags.js";
import type { ProjectPolicy } from "./project-policy.js";
import type { ProjectVersion } from "./project-version.js";

/** A project with everything that belongs to it. */
export class Project implements Cursor {
  readonly name: string;
  readonly arn: string;
  readonly createdMs: number;
  readonly feature: Feature;
  readonly autoUpdate: AutoUpdate | undefined;
  tags: ReadonlyMap<string, string> = noTags;
  readonly #root: string;
  #status: ProjectStatus;
  #train: Dataset | undefined;
  #test: Dataset | undefined;
  /** Made when first needed: most of a hundred thousand projects have no versions. */
  #versions: SortedItems<ProjectVersion> | undefined;
  #policies: SortedItems<ProjectPolicy> | undefined;
  #json: Buffer | undefined;

  constructor(
    here: AccountRegion,
    fields: {
      readonly name: string;
      readonly createdMs: number;
      readonly status: ProjectStatus;
      readonly feature: Feature;
      readonly autoUpdate: AutoUpdate | undefined;
    },
  ) {
    const { region, accountId } = here;
    this.name = fields.name;
    this.#root = `arn:${partition(region)}:rekognition:${region}:${accountId}:project/${fields.name}`;
    this.arn = `${this.#root}/${fields.createdMs}`;
    this.createdMs = fields.createdMs;
    this.feature = fields.feature;
    this.autoUpdate = fields.autoUpdate;
    this.#status = fields.status;
  }

  get rank(): number {
    return this.createdMs;
  }

  get id(): string {
    return this.arn;
  }

  get status(): ProjectStatus {
    return this.#status;
  }

  set status(status: ProjectStatus) {
    this.#status = status;
    this.#json = undefined;
  }

  /** By creation time. */
  get datasets(): readonly Dataset[] {
    const { train, test } = { train: this.#train, test: this.#test };
    if (train === undefined) {
      return test === undefined ? [] : [test];
    }
    if (test === undefined) {
      return [train];
    }
    return train.createdMs <= test.createdMs ? [train, test] : [test, train];
  }

  dataset(type: DatasetType): Dataset | undefined {
    return type === "TRAIN" ? this.#train : this.#test;
  }

  addDataset(fields: {
    readonly type: DatasetType;
    readonly createdMs: number;
    readonly updatedMs: number;
    readonly state: DatasetState;
    readonly entries: DatasetEntries | Iterable<string | JsonObject>;
  }): Dataset {
    const arn = `${this.#root}/dataset/${fields.type.toLowerCase()}/${fields.createdMs}`;
    const dataset = new Dataset({ ...fields, arn }, () => (this.#json = undefined));
    if (fields.type === "TRAIN") {
      this.#train = dataset;
    } else {
      this.#test = dataset;
    }
    this.#json = undefined;
    return dataset;
  }

  removeDataset(dataset: Dataset): void {
    if (this.#train === dataset) {
      this.#train = undefined;
    }
    if (this.#test === dataset) {
      this.#test = undefined;
    }
    this.#json = undefined;
  }

  get versions(): SortedItems<ProjectVersion> {
    this.#versions ??= new SortedItems();
    return this.#versions;
  }

  version(name: string): ProjectVersion | undefined {
    return this.#versions?.all().find((version) => version.name === name);
  }

  versionArn(name: string, createdMs: number): string {
    return `${this.#root}/version/${name}/${createdMs}`;
  }

  /** How many of its versions count as running. */
  get runningVersions(): number {
    return this.#versions?.all().filter((version) => version.isRunning).length ?? 0;
  }

  get policies(): SortedItems<ProjectPolicy> {
    this.#policies ??= new SortedItems();
    return this.#policies;
  }

  policy(name: string): ProjectPolicy | undefined {
    return this.#policies?.all().find((policy) => policy.name === name);
  }

  /** Its description on the wire, in UTF-8, made once for all pages that it is on. */
  get json(): Buffer {
    this.#json ??= Buffer.from(
      JSON.stringify({
        ProjectArn: this.arn,
        CreationTimestamp: this.createdMs / 1_000,
        Status: this.#status,
        Datasets: this.datasets.map((dataset) => dataset.metadata()),
        ...featureMembers(this.feature, this.autoUpdate),
      }),
    );
    return this.#json;
  }
}
