export { etl, type EtlOptions, type EtlOutcome } from "./etl.js";
export { type EmbeddedPostgres, startPostgres } from "./here/embedded-postgres.js";
export { Warehouse } from "./warehouse/warehouse.js";
