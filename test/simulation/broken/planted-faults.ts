import { CONTRACT_FAULTS } from "./contract-faults.js";
import { ENDING_FAULTS } from "./ending-faults.js";
import { LIMITER_FAULTS } from "./limiter-faults.js";
import { PAGE_FAULTS } from "./page-faults.js";
import type { PlantedFault } from "./planted-fault.js";
import { REQUEST_FAULTS } from "./request-faults.js";
import { RETRY_FAULTS } from "./retry-faults.js";
import { USER_FAULTS } from "./user-faults.js";

/** Every fault that the simulation has to find. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  ...REQUEST_FAULTS,
  ...PAGE_FAULTS,
  ...RETRY_FAULTS,
  ...ENDING_FAULTS,
  ...LIMITER_FAULTS,
  ...USER_FAULTS,
  ...CONTRACT_FAULTS,
];
