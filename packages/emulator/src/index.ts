export { createEmulator } from "./create-emulator.js";
export type { Emulator } from "./emulator.js";
export type { EmulatorOptions } from "./emulator-options.js";

export { lifelikeAccount, type LifelikeAccountOptions } from "./seed/lifelike-account.js";
export { loadSeed, type SeedFile } from "./seed/seed-file.js";
export type { AccountSeed } from "./seed/account-seed.js";
export type { Feature, ProjectSeed, ProjectStatus } from "./seed/project-seed.js";
export type { DatasetSeed, DatasetStatus } from "./seed/dataset-seed.js";
export type { VersionSeed, VersionStatus } from "./seed/version-seed.js";
export type { PolicySeed } from "./seed/policy-seed.js";
export type { EmulatedProjects } from "./state/emulated-projects.js";

export type { Transitions } from "./state/transitions.js";
export type { Quotas } from "./state/quotas.js";
export type { Manifests } from "./state/manifests.js";
export type { EmulatorCredentials } from "./protocol/emulator-credentials.js";

export type { Fault } from "./faults/fault.js";
export type { FaultRequest, FaultRule } from "./faults/fault-rule.js";
export type { FaultSpec } from "./faults/fault-spec.js";
export type { ThrottleOptions } from "./throttle/throttle-options.js";

export type { RequestRecord } from "./journal/request-record.js";
export type { JsonObject } from "./protocol/json-object.js";
