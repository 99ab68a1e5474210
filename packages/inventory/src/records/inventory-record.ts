import type { DatasetStatistics } from "./dataset-statistics.js";
import type { EntryRecord } from "./entry-record.js";
import type { LabelRecord } from "./label-record.js";
import type { PolicyRecord } from "./policy-record.js";
import type { ProjectRecord } from "./project-record.js";
import type { TagRecord } from "./tag-record.js";
import type { UsageRecord } from "./usage-record.js";
import type { VersionRecord } from "./version-record.js";

/** What a walk finds. Plain JSON, distinguished by `_tag`. */
export type InventoryRecord =
  | DatasetStatistics
  | EntryRecord
  | LabelRecord
  | PolicyRecord
  | ProjectRecord
  | TagRecord
  | UsageRecord
  | VersionRecord;
