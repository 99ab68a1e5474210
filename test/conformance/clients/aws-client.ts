import type { JsonObject } from "@rekognition-rx/emulator";

/** One of AWS's own clients, as a scenario uses it. */
export interface AwsClient {
  /** What an operation answers. @throws AwsRefusal for what the service refuses */
  call(operation: string, input?: JsonObject): Promise<JsonObject>;
  /** The items of a listing, by the client's own paginator. */
  walk(listing: Listing): Promise<Walked>;
  /** Waits by the client's own waiter; `ProjectVersionRunning`. @throws whatever the client does when it is in vain */
  wait(waiter: string, input: JsonObject): Promise<void>;
  close(): Promise<void>;
}

/** A listing, and how much of it. */
interface Listing {
  readonly operation: string;
  readonly input?: JsonObject;
  /** The member that has the items. */
  readonly member: string;
  readonly pageSize: number;
  /** Items after which to stop. @defaultValue all */
  readonly limit?: number;
  /** Where a walk before it stopped. @defaultValue at the start */
  readonly from?: string | undefined;
}

interface Walked {
  readonly items: readonly unknown[];
  /** Where it stopped, if there is more; in the client's own form. */
  readonly next: string | undefined;
}

/** A client of one account. */
export type ClientMaker = (url: string, options?: ClientOptions) => AwsClient;

/** Credentials are any if none are given. */
export interface ClientOptions {
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  /** @defaultValue 1: every failure is reported the first time */
  readonly maxAttempts?: number;
}
