export type { InventoryRow } from "./rows/inventory-row.js";
export { inventoryRows$, type InventoryRowsOptions } from "./inventory/inventory-rows.js";
export { writeInventory, type WriteInventoryOptions } from "./inventory/write-inventory.js";
export { awsClient, type AwsClientOptions } from "./command/aws-client.js";
export { rekognitionInventory } from "./command/rekognition-inventory.js";
export { runInventory, type RunInventoryOptions } from "./command/run-inventory.js";

export type { InventoryClient } from "./inventory/inventory-client.js";
export type { ProjectPagesOptions } from "./inventory/project-pages-options.js";
export type { InventoryProgress } from "./inventory/inventory-progress.js";
export type { DatasetCount, InventoryFiles, InventorySummary, ProjectCount } from "./inventory/inventory-summary.js";
export type { OutputStream } from "./report/output-stream.js";
