import { rekognitionClient } from "@rekognition-rx/core";
import type { ReachableTarget } from "@rekognition-rx/inventory";
import { ACCOUNTS, REGIONS } from "./size.js";

/** The first `count` places, each with a client of its own, made when the place is reached. The access key is the account. */
export function* targets(count: number): Generator<ReachableTarget> {
  for (const { accountId, region } of places(count)) {
    const client = rekognitionClient({ region, credentials: credentialsOf(accountId) });
    yield { accountId, region, client, close: () => client.destroy() };
  }
}

export function places(count: number): readonly { readonly accountId: string; readonly region: string }[] {
  return ACCOUNTS.flatMap((accountId) => REGIONS.map((region) => ({ accountId, region }))).slice(0, count);
}

export function credentialsOf(accountId: string): { readonly accessKeyId: string; readonly secretAccessKey: string } {
  return { accessKeyId: accountId, secretAccessKey: "secret" };
}
