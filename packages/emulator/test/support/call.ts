import type { Emulator } from "@rekognition-rx/emulator";
import { authorization, post, type Reply } from "./post.js";

/** Sends an operation as an SDK would. */
export function call(
  emulator: Emulator,
  operation: string,
  input: unknown,
  who: { readonly accessKeyId?: string; readonly region?: string } = {},
): Promise<Reply> {
  const headers = { "x-amz-target": `RekognitionService.${operation}`, authorization: authorization(who) };
  return post(emulator.url, input, { headers });
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
