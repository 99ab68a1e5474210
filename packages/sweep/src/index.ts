export { sweepEngine } from "./engine/sweep-engine.js";
export { isOtherTablesError, OtherTablesError } from "./tables/other-tables-error.js";
