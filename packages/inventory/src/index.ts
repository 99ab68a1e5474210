// The crawl.
export { type Inventory, inventory$, type InventoryOptions } from "./crawl/inventory.js";
export type { CrawlOptions } from "./crawl/crawl-options.js";
export type { Depth } from "./crawl/depth.js";
export type { Operation } from "./crawl/operation.js";
export type { EndStep, RunOptions, RunStep, Step, StepError, TargetStep, WalkStep } from "./crawl/step.js";
export type { InventoryClient, MetricsClient, ReachableTarget, Target, UnreachableTarget } from "./crawl/target.js";
export type { WalkOutcome } from "./crawl/walk-outcome.js";

// The parts of the crawl, for an engine that shares a run out over processes.
export { childrenOf, type ChildWalk } from "./crawl/children-of.js";
export { operationsIn } from "./crawl/operations/operations-in.js";
export { type CrawledWalks, type WalkCrawler, walkCrawler, type WalkCrawlerOptions } from "./crawl/walk-crawler.js";
export { targetStep } from "./crawl/target-step.js";
export { type DiscoverySource, discoverySources } from "./targets/discovery-sources.js";
export type { WalkProgress } from "./crawl/walk-progress.js";
export { type FoundPlace, type TargetFinder, targetFinder } from "./targets/target-finder.js";
export type {
  BegunSweep,
  Sweep,
  SweepEngine,
  SweepEvent,
  SweepJournal,
  SweepOptions,
  SweepRun,
  SweepStatus,
  SweepToBegin,
  SweepWork,
} from "./sweep/sweep-engine.js";

// What a crawl finds.
export type { DatasetStatistics } from "./records/dataset-statistics.js";
export type { EntryRecord } from "./records/entry-record.js";
export type { InvalidRecord } from "./records/invalid-record.js";
export type { InventoryRecord } from "./records/inventory-record.js";
export type { LabelRecord } from "./records/label-record.js";
export type { ListedDataset, ProjectRecord } from "./records/project-record.js";
export type { PolicyRecord } from "./records/policy-record.js";
export type { TagRecord } from "./records/tag-record.js";
export type { UsageRecord } from "./records/usage-record.js";
export type { VersionRecord } from "./records/version-record.js";

// The journal of a crawl.
export { crawlTo, type CrawlToOptions } from "./run/crawl-to.js";
export { type FileJournal, fileJournal } from "./journal/file-journal.js";
export type { Journal } from "./journal/journal.js";

// The content of a journal.
export type { LedgerEntry, TargetEntry, WalkEntry } from "./ledger/ledger-entry.js";
export type { Counts, Summary, SummaryOptions } from "./views/summary.js";
export type { CsvOptions } from "./views/csv-format.js";
export type { InvalidRow } from "./views/invalid-row.js";
export type { ReportOptions } from "./views/report/report-view.js";
export { type Views, viewsOf } from "./views/views-of.js";
export { type ViewFormat, writeViews, type WriteViewsOptions } from "./views/write-views.js";
export type { RecordRows, TableName, TableRows } from "./views/tables/tables.js";
export type { DatasetRow } from "./views/tables/datasets-table.js";
export type { EntryRow } from "./views/tables/entries-table.js";
export type { InventoryRow } from "./views/tables/inventory-table.js";
export type { LabelRow } from "./views/tables/labels-table.js";
export type { LedgerRow } from "./views/tables/ledger-table.js";
export type { Place } from "./views/tables/place.js";
export type { PolicyRow } from "./views/tables/policies-table.js";
export type { ProjectRow } from "./views/tables/projects-table.js";
export type { Seen } from "./views/tables/seen.js";
export type { TagRow } from "./views/tables/tags-table.js";
export type { VersionRow } from "./views/tables/versions-table.js";

// What has changed since another run.
export { changesBetween, type ChangesBetweenOptions } from "./changes/changes-between.js";
export type { Change, RowAdded, RowChanged, RowFound, RowRemoved } from "./changes/change.js";
export type { ListedTable } from "./views/tables/listed-by.js";

export { writeToPostgres } from "./postgres/write-to-postgres.js";
export type { WriteToPostgresOptions } from "./postgres/with-database.js";

// Targets.
export { discoverTargets } from "./targets/discover-targets.js";
export type { DiscoveredAccount, DiscoverTargetsOptions } from "./targets/discover-targets-options.js";

// Errors, each with its guard.
export { DatabaseError, isDatabaseError } from "./postgres/database-error.js";
export { DiscoveryError, isDiscoveryError } from "./targets/discovery-error.js";
export { isJournalError, JournalError, type JournalErrorReason } from "./journal/journal-error.js";
export { isNoRunError, NoRunError } from "./ledger/no-run-error.js";
export { isOtherRunError, OtherRunError } from "./run/other-run-error.js";
export { isOutputError, OutputError } from "./failures/output-error.js";
export { isTargetOptionsError, TargetOptionsError } from "./targets/target-options-error.js";

// The command.
export { rekognitionInventory } from "./command/rekognition-inventory.js";
