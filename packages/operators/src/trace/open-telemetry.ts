import type * as OpenTelemetry from "@opentelemetry/api";

/** All of `@opentelemetry/api`. */
export type OpenTelemetryApi = typeof OpenTelemetry;

let loaded: OpenTelemetryApi | undefined;
let loading: Promise<OpenTelemetryApi> | undefined;
let hasFailed = false;

/** The API, once it has been loaded. */
export function openTelemetry(): OpenTelemetryApi | undefined {
  return loaded;
}

/** Whether it was looked for, and is not there. */
export function isNotInstalled(): boolean {
  return hasFailed;
}

/**
 * Loads the API, which is an optional peer: only programs that trace have it.
 *
 * @throws Error (as a rejection) if the API is not installed.
 */
export async function loadOpenTelemetry(): Promise<OpenTelemetryApi> {
  // The `catch` must be right here: it shows a bundler that the package may be missing.
  loading ??= import("@opentelemetry/api").catch((cause: unknown) => {
    loading = undefined;
    hasFailed = true;
    throw new Error("traceRequests needs the package @opentelemetry/api: npm install @opentelemetry/api", { cause });
  });
  loaded = await loading;
  hasFailed = false;
  return loaded;
}
