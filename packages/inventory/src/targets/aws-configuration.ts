import { optionName } from "../failures/option-name.js";
import { oneLine } from "../text/one-line.js";
import type { CaBundle } from "./ca-bundle.js";
import type { ServiceId } from "./client-settings.js";
import { TargetOptionsError } from "./target-options-error.js";

/** What the AWS environment and the files of the AWS configuration say about where to send requests. */
export interface AwsConfiguration {
  readonly region: string | undefined;
  /** `undefined` if none is configured: then AWS's own endpoint is used. */
  readonly endpointOf: (service: ServiceId) => string | undefined;
  /** Which certificates are trusted, if not Node's own. */
  readonly caBundle: CaBundle | undefined;
  /**
   * The setting that asks for other endpoints of AWS's own. A client cannot have both these and a configured endpoint.
   */
  readonly variant: EndpointVariant | undefined;
}

/** Endpoints of AWS's own that are not the usual ones. */
export interface EndpointVariant {
  readonly name: "FIPS" | "dual-stack";
  /** `AWS_USE_FIPS_ENDPOINT`, or a line of the profile. */
  readonly askedForBy: string;
}

/**
 * Reads the AWS configuration as the SDK does, with one difference: a named profile wins as a whole, also over
 * `AWS_REGION` and `AWS_ENDPOINT_URL`.
 *
 * The SDK looks up `endpoint_url` and `services` by `AWS_PROFILE`, whatever `profile` its client was given. It would
 * sign with the keys of one profile, and send to the endpoint of another.
 *
 * @param profile - `undefined` for the profile that `AWS_PROFILE` names.
 * @throws TargetOptionsError for a profile that names a section of services that is not there
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export async function awsConfiguration(profile: string | undefined): Promise<AwsConfiguration> {
  const { loadSharedConfigFiles } = await import("@smithy/core/config");
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const { env } = process;
  const name = profile ?? (env["AWS_PROFILE"] || "default");
  const settings: Settings = { ...credentialsFile[name], ...configFile[name] };
  const services = servicesOf(name, settings, configFile);

  const regionOfFile = credentialsFile[name]?.["region"] || configFile[name]?.["region"];
  const regionOfEnvironment = env["AWS_REGION"] || env["AWS_DEFAULT_REGION"];
  const isIgnored =
    env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] === "true" || settings["ignore_configured_endpoint_urls"] === "true";
  const first = (ofFile: string | undefined, ofEnvironment: string | undefined): string | undefined =>
    (profile === undefined ? ofEnvironment || ofFile : ofFile || ofEnvironment) || undefined;
  return {
    region: first(regionOfFile, regionOfEnvironment),
    endpointOf: (service) => {
      const ofFile = services[`${service.toLowerCase()}.endpoint_url`] || settings["endpoint_url"];
      const ofEnvironment = env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env["AWS_ENDPOINT_URL"];
      return isIgnored ? undefined : checkedUrl(first(ofFile, ofEnvironment));
    },
    caBundle: bundleOf(name, settings, profile),
    variant: variantOf(name, settings),
  };
}

function bundleOf(name: string, settings: Settings, given: string | undefined): CaBundle | undefined {
  const ofEnvironment = { path: process.env["AWS_CA_BUNDLE"], namedBy: "AWS_CA_BUNDLE" };
  const ofFile = { path: settings["ca_bundle"], namedBy: `ca_bundle of the profile "${name}"` };
  for (const { path, namedBy } of given === undefined ? [ofEnvironment, ofFile] : [ofFile, ofEnvironment]) {
    if (path !== undefined && path !== "") {
      return { path, namedBy };
    }
  }
  return undefined;
}

/** The environment wins, whichever profile is named, as in the SDK. */
function variantOf(name: string, settings: Settings): EndpointVariant | undefined {
  for (const variant of VARIANTS) {
    const ofEnvironment = process.env[variant.variable];
    if ((ofEnvironment ?? settings[variant.line]) === "true") {
      const askedForBy = ofEnvironment === undefined ? `${variant.line} of the profile "${name}"` : variant.variable;
      return { name: variant.name, askedForBy };
    }
  }
  return undefined;
}

const VARIANTS = [
  { name: "FIPS", variable: "AWS_USE_FIPS_ENDPOINT", line: "use_fips_endpoint" },
  { name: "dual-stack", variable: "AWS_USE_DUALSTACK_ENDPOINT", line: "use_dualstack_endpoint" },
] as const;

type Settings = Readonly<Record<string, string | undefined>>;

function servicesOf(profile: string, settings: Settings, file: Readonly<Record<string, Settings>>): Settings {
  const { services: name } = settings;
  if (name === undefined) {
    return {};
  }
  const section = file[`services.${name}`];
  if (section === undefined) {
    throw new TargetOptionsError(
      `the profile "${profile}" names services = ${name}, and the AWS configuration has no section [services ${name}]; write it, or take the line away`,
    );
  }
  return section;
}

function checkedUrl(url: string | undefined): string | undefined {
  if (url !== undefined && !isHttpUrl(url)) {
    throw new TargetOptionsError(
      `${quoted(url)} is no URL of an endpoint; give one such as http://127.0.0.1:4566 with ${optionName("endpointUrl")}, in AWS_ENDPOINT_URL or as endpoint_url of the profile`,
    );
  }
  return url;
}

/** The URL for an error message, or other words if a password may be in it. */
function quoted(url: string): string {
  return url.includes("@") ? "what is configured" : `"${oneLine(url)}"`;
}

/** Whether a text is the URL of a server. */
export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
