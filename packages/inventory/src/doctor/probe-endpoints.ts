import { DescribeProjectsCommand } from "@aws-sdk/client-rekognition";
import { causesOf, foreignAnswerOf } from "@rekognition-rx/core";
import { isUnreachable } from "../failures/is-unreachable.js";
import type { CredentialSource } from "../targets/credential-source.js";
import { regionClient } from "../targets/region-client.js";
import type { OpenedSource } from "./opened-sources.js";

/** An endpoint of Rekognition, and its answer to a request without a signature. */
export interface Probe {
  readonly region: string;
  /** `rekognition.eu-west-1.amazonaws.com`, with a port if it has one. */
  readonly host: string;
  /** The error of the request; `undefined` if the service answered. */
  readonly error: unknown;
  /** Milliseconds until the answer, including the time to connect. */
  readonly elapsed: number;
  /** By how many milliseconds this machine's clock is ahead; `undefined` if the answer has no date. */
  readonly clockAhead: number | undefined;
}

/** Asks each endpoint once, all at the same time. */
export async function probeEndpoints(
  sources: readonly OpenedSource[],
  options: ProbeOptions,
): Promise<readonly Probe[]> {
  const probes = await Promise.all(
    sources.flatMap(({ source, regions }) => regions.map((region) => probed(source, region, options))),
  );
  // Most profiles lead to the same endpoints.
  return Array.from(new Map(probes.map((probe) => [`${probe.region} ${probe.host}`, probe])).values());
}

interface ProbeOptions {
  readonly settings: { readonly requestTimeout: number };
  readonly signal: AbortSignal;
  readonly now: () => number;
}

async function probed(source: CredentialSource, region: string, options: ProbeOptions): Promise<Probe> {
  const { settings, signal, now } = options;
  const client = regionClient(source, source.credentials, { region, requestTimeout: settings.requestTimeout });
  // The endpoint also answers a request without a signature, with a refusal. So the network can be checked without
  // credentials.
  for (const name of ["renewExpiredCredentials", "httpAuthSchemeMiddleware", "httpSigningMiddleware"]) {
    client.middlewareStack.remove(name);
  }
  const seen: Seen = { host: region, elapsed: 0, clockAhead: undefined };
  client.middlewareStack.add(
    (next) => async (args) => {
      seen.host = hostOf(args.request);
      const sentAt = { clock: now(), timer: performance.now() };
      const result = await next(args);
      seen.elapsed = performance.now() - sentAt.timer;
      seen.clockAhead = clockAhead(result.response, sentAt.clock + seen.elapsed / 2);
      return result;
    },
    // Nearest to the wire: farther out, a refusal is an error, without its response.
    { step: "deserialize", priority: "low", name: "seeAnswer" },
  );
  try {
    await client.send(new DescribeProjectsCommand({ MaxResults: 1 }), { abortSignal: signal });
    return { region, ...seen, error: undefined };
  } catch (error) {
    signal.throwIfAborted();
    return { region, ...seen, error: isAnswerOfAws(error) ? undefined : error };
  } finally {
    client.destroy();
  }
}

interface Seen {
  host: string;
  elapsed: number;
  clockAhead: number | undefined;
}

function isAnswerOfAws(error: unknown): boolean {
  return (
    !isUnreachable(error) &&
    foreignAnswerOf(error) === undefined &&
    causesOf(error).some((link) => typeof memberOf(memberOf(link, "$metadata"), "httpStatusCode") === "number")
  );
}

function hostOf(request: unknown): string {
  const port = memberOf(request, "port");
  return `${String(memberOf(request, "hostname"))}${typeof port === "number" ? `:${port}` : ""}`;
}

/** The header `Date` has whole seconds: its time is up to one second late. */
function clockAhead(response: unknown, clock: number): number | undefined {
  const date = memberOf(memberOf(response, "headers"), "date");
  const there = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return Number.isNaN(there) ? undefined : clock - there - HALF_A_SECOND;
}

function memberOf(value: unknown, member: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[member] : undefined;
}

const HALF_A_SECOND = 500;
