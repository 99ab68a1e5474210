import type { Emulator } from "@rekognition-rx/emulator";
import { expect } from "vitest";
import { authorization, post, type Reply } from "./post.js";
import { ofEveryOperation, serviceModel } from "./service-model.js";

/** Sends an operation as an SDK would. A refusal must be one that the operation has in the service model. */
export async function call(
  emulator: Emulator,
  operation: string,
  input: unknown,
  who: { readonly accessKeyId?: string; readonly region?: string } = {},
): Promise<Reply> {
  const headers = { "x-amz-target": `RekognitionService.${operation}`, authorization: authorization(who) };
  const reply = await post(emulator.url, input, { headers });
  const { errors } = serviceModel[operation] ?? {};
  if (reply.status !== 200 && errors !== undefined) {
    expect([...errors, ...ofEveryOperation]).toContain(reply.json["__type"]);
  }
  return reply;
}

/** What a refused call names as its reason; `undefined` for one that is answered. */
export async function errorOf(
  emulator: Emulator,
  operation: string,
  input: unknown,
  who: { readonly accessKeyId?: string; readonly region?: string } = {},
): Promise<unknown> {
  const { json } = await call(emulator, operation, input, who);
  return json["__type"];
}
