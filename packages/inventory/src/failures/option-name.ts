/**
 * The name of an option in an error: a user of the command gives `--role-name`, and a program gives `roleName`.
 *
 * Every error of the library that names such an option takes the name from here.
 */
export function optionName(option: NamedOption): string {
  const { flag, member } = NAMES[option];
  return runningCommands() > 0 ? flag : member;
}

/** An option that an error can name. */
export type NamedOption =
  | "accounts"
  | "accountsFile"
  | "credentials"
  | "depth"
  | "endpoint"
  | "endpointUrl"
  | "externalId"
  | "organization"
  | "profiles"
  | "region"
  | "regions"
  | "requestTimeout"
  | "roleName";

const NAMES: Readonly<Record<NamedOption, { readonly flag: string; readonly member: string }>> = {
  accounts: { flag: "--accounts", member: "`accounts`" },
  accountsFile: { flag: "--accounts", member: "`accountsFile`" },
  /** For an error that may also be of a client that a program has made itself. */
  credentials: { flag: "--profile", member: "`profiles` or the client's `credentials`" },
  depth: { flag: "--depth", member: "`depth`" },
  /** As for the credentials. */
  endpoint: { flag: "--endpoint-url", member: "`endpointUrl` or the client's `endpoint`" },
  endpointUrl: { flag: "--endpoint-url", member: "`endpointUrl`" },
  externalId: { flag: "--external-id", member: "`externalId`" },
  organization: { flag: "--organization", member: "`organization`" },
  profiles: { flag: "--profile", member: "`profiles`" },
  /** As for the credentials. */
  region: { flag: "--region", member: "`regions` or the client's `region`" },
  regions: { flag: "--region", member: "`regions`" },
  requestTimeout: { flag: "--request-timeout", member: "`requestTimeout`" },
  roleName: { flag: "--role-name", member: "`roleName`" },
};

/** Runs a command. Until it ends, the errors of this process name options as on the command line. */
export async function namingFlags<Result>(command: () => Promise<Result>): Promise<Result> {
  const holder = running();
  holder[RUNNING] = runningCommands() + 1;
  try {
    return await command();
  } finally {
    holder[RUNNING] = runningCommands() - 1;
  }
}

function runningCommands(): number {
  return running()[RUNNING] ?? 0;
}

// Of the process, and not of this module: the command is a bundle, and the package of `--sweep` loads a second copy of
// this module.
const RUNNING = Symbol.for("@rekognition-rx/inventory/running-commands");

function running(): { [RUNNING]?: number } {
  return globalThis as { [RUNNING]?: number };
}
