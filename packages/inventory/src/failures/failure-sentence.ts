import {
  causesOf,
  foreignAnswerOf,
  isListingError,
  isRetriesExhaustedError,
  type RetriesExhaustedError,
} from "@rekognition-rx/core";
import { environmentProxy, proxyAddress } from "./environment-proxy.js";
import { isUnusableAnswer } from "./is-unusable-answer.js";
import { duration } from "../text/count.js";
import { credentialsSentence } from "./credentials-sentence.js";
import { customLabelsRegions } from "./custom-labels-regions.js";
import { optionName } from "./option-name.js";
import { unknownRegion } from "./unknown-region.js";
import { oneLine } from "../text/one-line.js";

/** What a run was doing: an error does not always say it. */
export interface FailureContext {
  readonly region?: string | undefined;
  /** The operation, if the error is not of a listing. */
  readonly operation?: string | undefined;
  /** The depth that asks for the operation; `undefined` if every inventory asks for it. */
  readonly depth?: string | undefined;
  readonly profile?: string | undefined;
  /** The role that was assumed in the account, if one was. */
  readonly roleName?: string | undefined;
}

/**
 * Why an inventory failed, in one sentence that says what to do. One line, no full stop, no stack.
 *
 * @param error - anything that was thrown. For an error of this package, its message is the sentence.
 */
export function failureSentence(error: unknown, context: FailureContext = {}): string {
  const chain = linksOf(error);
  for (const rule of RULES) {
    for (const link of chain) {
      const sentence = rule(link, context, chain);
      if (sentence !== undefined) {
        return oneLine(sentence);
      }
    }
  }
  return oneLine(unforeseen(chain, error, context));
}

/**
 * A rule for one kind of error. The rules are tried in the order of `RULES`, each on every link of the chain of causes.
 */
type Rule = (link: Link, context: FailureContext, chain: readonly Link[]) => string | undefined;

/** An error whose members have been checked: anything can be thrown. */
interface Link {
  readonly error: object;
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly hostname: string;
  readonly input: string;
}

const RULES: readonly Rule[] = [
  ours,
  noRegion,
  notARegion,
  notAUrl,
  credentials,
  denied,
  unknownHost,
  nobodyListens,
  noTls,
  notTrusted,
  notAws,
  noAnswerInTime,
  exhausted,
  unusableAnswer,
  unreadableAnswer,
  expiredToken,
];

function ours({ error, message }: Link): string | undefined {
  return "_tag" in error && OURS.has(error._tag) ? message : undefined;
}

/** Recognised by their tags: they are defined elsewhere, and may be of another copy of the package. */
const OURS: ReadonlySet<unknown> = new Set([
  "DatabaseError",
  "DiscoveryError",
  "JournalError",
  "NoMetricsClientError",
  "NoRunError",
  "NotInstalledError",
  "OtherRunError",
  "OtherTablesError",
  "OutputError",
  "ProxyError",
  "TargetOptionsError",
  "UsageError",
]);

function noRegion({ message }: Link, { profile }: FailureContext): string | undefined {
  if (message !== "Region is missing") {
    return undefined;
  }
  const advice = `give one with ${optionName("region")}`;
  return profile === undefined
    ? `no AWS region is set; ${advice}, such as us-east-1, or set AWS_REGION`
    : `no AWS region is set: the profile "${profile}" has none, or does not exist; ${advice}, or look at "aws configure list-profiles"`;
}

function notARegion({ message }: Link): string | undefined {
  const region = /^Region not accepted: region="(.*)" is not a valid hostname component/s.exec(message)?.[1];
  return region === undefined ? undefined : `"${region}" is no AWS region; give one such as us-east-1`;
}

function notAUrl({ code, input }: Link): string | undefined {
  return code === "ERR_INVALID_URL"
    ? `"${input}" is no URL of an endpoint; give one such as http://127.0.0.1:4566 with ${optionName("endpoint")}, or in AWS_ENDPOINT_URL`
    : undefined;
}

function credentials({ error }: Link, { profile }: FailureContext): string | undefined {
  return credentialsSentence(error, profile);
}

function denied({ name, message }: Link, context: FailureContext, chain: readonly Link[]): string | undefined {
  if (name !== "AccessDeniedException" && name !== "AccessDenied") {
    return undefined;
  }
  const { region } = context;
  const operation = operationOf(chain, context);
  const service = serviceOf(operation);
  const action = `${service}:${operation}`;
  const isOfCloudWatch = service === "cloudwatch";
  // Credentials of a role are renewed in the middle of a run. STS has another name for a denial than Rekognition.
  if (context.roleName !== undefined && (message.includes(ASSUMING) || (name === "AccessDenied" && !isOfCloudWatch))) {
    return `AWS denied ${ASSUMING} (${withoutStop(message)}); have the trust policy of the role ${context.roleName} allow it`;
  }
  if (region !== undefined && !isOfCloudWatch && !customLabelsRegions.includes(region)) {
    const unknown = unknownRegion(region);
    return unknown === undefined
      ? `AWS denied ${action} in ${region}, where Custom Labels is not offered; it is in ${customLabelsRegions.join(", ")}`
      : `AWS denied ${action} in ${region} (${withoutStop(message)}), and ${unknown.message}; ${unknown.remedy}`;
  }
  const role = context.roleName ?? /:assumed-role\/([\w+=,.@-]+)\//.exec(message)?.[1];
  const others = role === undefined ? [`choose others with ${optionName("credentials")}`] : [];
  const remedies = [
    allowing(context.depth, role),
    ...(isOfCloudWatch ? [`leave usage out of ${optionName("depth")}`] : others),
  ];
  return `AWS denied ${action} (${withoutStop(message)}); ${remedies.join(", or ")}`;
}

const ASSUMING = "sts:AssumeRole";

/**
 * Who needs the permission that was missing. It holds for every account that was entered by the role: the same reason is
 * shown once for all of them.
 */
function allowing(depth: string | undefined, role: string | undefined): string {
  const policy = `"rekognition-inventory doctor --policy${depth === undefined ? "" : ` --depth ${depth}`}" prints what`;
  return role === undefined
    ? `have that action allowed for these credentials (${policy})`
    : `have that action allowed for the role ${role} in each account where it is denied (${policy})`;
}

function unknownHost({ code, hostname }: Link, { region }: FailureContext): string | undefined {
  if (code !== "ENOTFOUND" && code !== "EAI_AGAIN") {
    return undefined;
  }
  const what = `there is no address for ${hostname === "" ? "the endpoint" : hostname}`;
  const unknown = region !== undefined && hostname.includes(region) ? unknownRegion(region) : undefined;
  return unknown === undefined
    ? `${what}; check the network and the endpoint`
    : `${what}, and ${unknown.message}; ${unknown.remedy}`;
}

function nobodyListens({ code, message }: Link, _: FailureContext, chain: readonly Link[]): string | undefined {
  if (!NO_WAY.has(code) || chain.some(({ error }) => isRetriesExhaustedError(error))) {
    return undefined;
  }
  const address = /E[A-Z]+ (\S+)/.exec(message)?.[1] ?? "the endpoint";
  return code === "ECONNREFUSED"
    ? `nothing answers at ${address}; check the endpoint and that its server is running`
    : `there is no way to ${address}; check the network and the endpoint`;
}

const NO_WAY: ReadonlySet<string> = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"]);

function noTls({ code, message }: Link): string | undefined {
  return code === "EPROTO" && /wrong version number|packet length too long/.test(message)
    ? `the server does not speak https; give its address as http://... with ${optionName("endpoint")}, or in AWS_ENDPOINT_URL`
    : undefined;
}

function notTrusted({ code, message }: Link): string | undefined {
  return UNTRUSTED.has(code)
    ? `the certificate of the server is not trusted (${message}); if a proxy on the way opens TLS, name the file of its root certificate in NODE_EXTRA_CA_CERTS, or a whole bundle in AWS_CA_BUNDLE`
    : undefined;
}

const UNTRUSTED: ReadonlySet<string> = new Set([
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

function notAws({ error }: Link, context: FailureContext, chain: readonly Link[]): string | undefined {
  // A throttle may come as XML. It is a throttle all the same.
  const isThrottled = chain.some((link) => isRetriesExhaustedError(link.error) && link.error.reason === "throttled");
  const answer = isThrottled ? undefined : foreignAnswerOf(error);
  if (answer === undefined) {
    return undefined;
  }
  const { status, text, location } = answer;
  const words = oneLine(text).trim();
  const what = [
    `HTTP ${status ?? "status unknown"}`,
    ...(location === undefined ? [] : [`to ${location}`]),
    ...(words === "" ? [] : [`"${words.slice(0, FIRST_WORDS)}${words.length > FIRST_WORDS ? "..." : ""}"`]),
  ].join(", ");
  const who =
    status === 407
      ? `a proxy that asks for a login${namedProxy()}`
      : "a proxy, the login page of a network or a wrong endpoint";
  return `${operationOf(chain, context)} was answered${pageOf(chain)} by ${who}, and not by AWS (${what}); check the way to AWS, and the endpoint (${optionName("endpoint")}, AWS_ENDPOINT_URL)`;
}

const FIRST_WORDS = 80;

/** The proxy of http requests. An https request goes through a tunnel, which has errors of its own. */
function namedProxy(): string {
  const { url, variable = "" } = environmentProxy("http:") ?? {};
  return url === undefined ? "" : ` (${variable}: ${proxyAddress(url)})`;
}

function noAnswerInTime({ message }: Link, context: FailureContext, chain: readonly Link[]): string | undefined {
  const ms = /exceeded the configured (\d+) ms requestTimeout/.exec(message)?.[1];
  if (ms === undefined || chain.some(({ error }) => isRetriesExhaustedError(error))) {
    return undefined;
  }
  return `${operationOf(chain, context)} had no answer within ${Number(ms) / 1_000} s${pageOf(chain)}; check the network and the endpoint, or give it longer with ${optionName("requestTimeout")}`;
}

function unreadableAnswer({ message }: Link, context: FailureContext, chain: readonly Link[]): string | undefined {
  const reason = withoutAdvice(message);
  if (reason === message) {
    return undefined;
  }
  const operation = operationOf(chain, context);
  return `the answer to ${operation}${pageOf(chain)} is not as AWS describes it (${reason}); if the endpoint is AWS's own, update @aws-sdk/client-${serviceOf(operation)}`;
}

function exhausted({ error }: Link, context: FailureContext, chain: readonly Link[]): string | undefined {
  if (!isRetriesExhaustedError(error)) {
    return undefined;
  }
  const { attempts, elapsed, reason } = error;
  const times = `${attempts === 1 ? "once" : `${attempts} times`} in ${duration(elapsed)}`;
  const page = pageOf(chain);
  const operation = operationOf(chain, context);
  return reason === "throttled"
    ? `AWS throttled ${operation} ${times}${page}; others share this account's rate, try again when it is quieter`
    : `${operation} failed ${times}${page} (last: ${lastOf(error)}); try again later`;
}

function unusableAnswer({ error }: Link): string | undefined {
  return isUnusableAnswer(error) ? `${error.message}; try again` : undefined;
}

function expiredToken({ name }: Link, _: FailureContext, chain: readonly Link[]): string | undefined {
  return name === "InvalidPaginationTokenException"
    ? `AWS no longer accepts the token of the listing${pageOf(chain)}; run this again`
    : undefined;
}

/** For an error that no rule knows: its own message. */
function unforeseen(chain: readonly Link[], error: unknown, context: FailureContext): string {
  const listing = chain.find((link) => isListingError(link.error));
  const last = listing === undefined ? chain[0] : (chain[chain.indexOf(listing) + 1] ?? listing);
  const what = last === undefined ? String(error) : `${last.name === "Error" ? "" : `${last.name}: `}${last.message}`;
  const who = listing === undefined && context.operation === undefined ? "" : `${operationOf(chain, context)} `;
  return `${who}failed${pageOf(chain)}: ${what}`;
}

function operationOf(chain: readonly Link[], { operation = "DescribeProjects" }: FailureContext): string {
  return chain.map(({ error }) => error).find(isListingError)?.operation ?? operation;
}

function pageOf(chain: readonly Link[]): string {
  const listing = chain.map(({ error }) => error).find(isListingError);
  return listing === undefined ? "" : ` at page ${listing.pagesDelivered + 1}`;
}

function lastOf({ cause }: RetriesExhaustedError): string {
  return cause instanceof Error ? `${cause.name}: ${withoutStop(withoutAdvice(cause.message))}` : String(cause);
}

/** Without the SDK's advice on how to find the raw answer, which does not help the user of a command. */
function withoutAdvice(message: string): string {
  return message.replace(/\s*Deserialization error: to see the raw response.*$/s, "");
}

function withoutStop(message: string): string {
  return message.replace(/\.\s*$/, "");
}

function linksOf(error: unknown): readonly Link[] {
  return causesOf(error)
    .filter((link) => typeof link === "object" && link !== null)
    .map((link) => {
      const thrown = link as Readonly<Record<string, unknown>>;
      return {
        error: link,
        name: asText(thrown["name"]),
        message: asText(thrown["message"]),
        code: asText(thrown["code"]),
        hostname: asText(thrown["hostname"]),
        input: asText(thrown["input"]),
      };
    });
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function serviceOf(operation: string): "cloudwatch" | "rekognition" {
  return operation === "GetMetricData" ? "cloudwatch" : "rekognition";
}
