import { jsonProtocol } from "../wire/json-protocol.js";
import type { Protocol } from "../wire/protocol.js";
import { queryProtocol } from "../wire/query-protocol.js";
import { assumeRole } from "./assume-role.js";
import { getCallerIdentity } from "./get-caller-identity.js";
import { getMetricData } from "./get-metric-data.js";
import { listAccounts } from "./list-accounts.js";
import type { Operation } from "./operation.js";
import { operations } from "./operations.js";

/** An AWS service that is emulated. */
export interface EmulatedService {
  /** As IAM and signatures name it. */
  readonly signingName: string;
  /** How it answers requests with a target (AWS JSON), and the prefix of its targets; `undefined` if it does not. */
  readonly json: { readonly version: "1.0" | "1.1"; readonly target: string; readonly protocol: Protocol } | undefined;
  /** How it answers forms (the query protocol), and the `Version` that a form has; `undefined` if it does not. */
  readonly query: { readonly version: string; readonly protocol: Protocol } | undefined;
  readonly operations: ReadonlyMap<string, Operation>;
}

/** Rekognition. It also answers requests that name no service. */
export const rekognition: EmulatedService = {
  signingName: "rekognition",
  json: {
    version: "1.1",
    target: "RekognitionService",
    protocol: jsonProtocol("1.1", { hasRekognitionErrors: true }),
  },
  query: undefined,
  operations,
};

/** Rekognition, and the other services that an inventory needs. */
export const services: readonly EmulatedService[] = [
  rekognition,
  {
    signingName: "sts",
    json: undefined,
    query: { version: "2011-06-15", protocol: queryProtocol("https://sts.amazonaws.com/doc/2011-06-15/") },
    operations: new Map([
      ["AssumeRole", assumeRole],
      ["GetCallerIdentity", getCallerIdentity],
    ]),
  },
  {
    signingName: "organizations",
    json: { version: "1.1", target: "AWSOrganizationsV20161128", protocol: jsonProtocol("1.1") },
    query: undefined,
    operations: new Map([["ListAccounts", listAccounts]]),
  },
  {
    // Clients of 2026 send JSON 1.0. Older ones, as in stable Linux distributions, send a form.
    signingName: "monitoring",
    json: {
      version: "1.0",
      target: "GraniteServiceVersion20100801",
      protocol: jsonProtocol("1.0", { hasQueryErrors: true }),
    },
    query: { version: "2010-08-01", protocol: queryProtocol("http://monitoring.amazonaws.com/doc/2010-08-01/") },
    operations: new Map([["GetMetricData", getMetricData]]),
  },
];

/** Every operation of every service. */
export const operationNames: readonly string[] = services.flatMap((service) => Array.from(service.operations.keys()));
