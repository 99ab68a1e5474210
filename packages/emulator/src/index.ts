export { createEmulator } from "./server/create-emulator.js";
export type { Emulator } from "./server/emulator.js";
export type { ReplacedSeed } from "./server/replaced-seed.js";
export type { EmulatorOptions } from "./server/emulator-options.js";
export { ignoreAwsConfiguration } from "./server/ignore-aws-configuration.js";

export { lifelikeAccount, type LifelikeAccountOptions } from "./seed/lifelike-account.js";
export {
  type LifelikeOrganization,
  lifelikeOrganization,
  type LifelikeOrganizationOptions,
} from "./seed/lifelike-organization.js";
export { loadSeed, type SeedFile } from "./seed/seed-file.js";
export {
  ACCOUNT_STATES,
  type AccountState,
  type OrganizationAccountSeed,
  type OrganizationSeed,
  type RoleSeed,
} from "./seed/organization-seed.js";
export type { DenialSeed } from "./seed/denial-seed.js";
export type { AccountSeed } from "./seed/account-seed.js";
export {
  AUTO_UPDATES,
  type AutoUpdate,
  type Feature,
  FEATURES,
  PROJECT_STATUSES,
  type ProjectSeed,
  type ProjectStatus,
} from "./seed/project-seed.js";
export {
  DATASET_STATUSES,
  DATASET_TYPES,
  type DatasetSeed,
  type DatasetStatus,
  type DatasetType,
  STATUS_MESSAGE_CODES,
  type StatusMessageCode,
} from "./seed/dataset-seed.js";
export { VERSION_STATUSES, type VersionSeed, type VersionStatus } from "./seed/version-seed.js";
export type { PolicySeed } from "./seed/policy-seed.js";
export type { EmulatedProjects } from "./server/emulated-projects.js";

export type { Transitions } from "./time/transitions.js";
export type { Quotas } from "./account/quotas.js";
export type { Manifests } from "./account/manifests.js";
export type { EmulatorCredentials } from "./wire/emulator-credentials.js";

export type { Fault } from "./faults/fault.js";
export type { ThrottleFault } from "./faults/throttle-fault.js";
export type { XmlThrottleFault } from "./faults/xml-throttle-fault.js";
export type { ExceptionFault } from "./faults/exception-fault.js";
export type { ErrorFault } from "./faults/error-fault.js";
export type { ResetFault } from "./faults/reset-fault.js";
export type { TruncateFault } from "./faults/truncate-fault.js";
export type { GarbleFault } from "./faults/garble-fault.js";
export type { ContentTypeFault } from "./faults/content-type-fault.js";
export type { HtmlFault } from "./faults/html-fault.js";
export type { HangFault } from "./faults/hang-fault.js";
export type { LatencyFault } from "./faults/latency-fault.js";
export type { EmptyBodyFault } from "./faults/empty-body-fault.js";
export type { TokenFault } from "./faults/token-fault.js";
export type { ExpiredTokenFault } from "./faults/expired-token-fault.js";
export type { RepeatedTokenFault } from "./faults/repeated-token-fault.js";
export type { CyclingTokensFault } from "./faults/cycling-tokens-fault.js";
export type { EmptyPageFault } from "./faults/empty-page-fault.js";
export type { ShortPageFault } from "./faults/short-page-fault.js";
export type { MalformedItemFault } from "./faults/malformed-item-fault.js";
export type { UnknownEnumFault } from "./faults/unknown-enum-fault.js";
export type { UnknownMemberFault } from "./faults/unknown-member-fault.js";
export type { ClockSkewFault } from "./faults/clock-skew-fault.js";
export type { ExpiredCredentialsFault } from "./faults/expired-credentials-fault.js";
export type { FaultRequest, FaultRule } from "./faults/fault-rule.js";
export type { FaultSpec } from "./faults/fault-spec.js";
export type { ThrottleOptions } from "./time/throttle-options.js";

export type { RequestRecord } from "./server/request-record.js";
export type { JsonObject } from "./wire/json-object.js";
