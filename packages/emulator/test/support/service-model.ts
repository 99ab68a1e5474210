import { readFileSync } from "node:fs";

/** A shape of the service model, as botocore has it. */
export interface ModelShape {
  readonly name: string;
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, ModelShape>>;
  readonly item?: ModelShape;
  readonly key?: ModelShape;
  readonly value?: ModelShape;
}

/** The emulated operations, by name, in AWS's own words. */
export const serviceModel: Readonly<
  Record<string, { readonly input: ModelShape; readonly output: ModelShape; readonly errors: readonly string[] }>
> = JSON.parse(readFileSync(new URL("../fixtures/service-model.json", import.meta.url), "utf8")) as typeof serviceModel;

/** What no operation of the model declares, and each may answer. */
export const ofEveryOperation: readonly string[] = [
  "ValidationException",
  "SerializationException",
  "IncompleteSignatureException",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
  "UnrecognizedClientException",
  "ExpiredTokenException",
  "FaultRuleFailed",
];
