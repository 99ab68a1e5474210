import { spawnSync } from "node:child_process";

/** Which of AWS's own clients this machine has. */
export interface ClientFound {
  /** As test titles name it. */
  readonly title: string;
  /** Its version, or `undefined` where it is missing. */
  readonly version: string | undefined;
  /** How to get it. */
  readonly remedy: string;
}

export const awsCli: ClientFound = {
  title: "the AWS CLI",
  version: versionOf("aws", ["--version"]),
  remedy: "apt-get install awscli",
};

export const boto3: ClientFound = {
  title: "boto3",
  version: versionOf("python3", ["-c", "import boto3; print('boto3/' + boto3.__version__)"]),
  remedy: "apt-get install python3-boto3",
};

function versionOf(command: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", timeout: 60_000 });
  return status === 0 ? stdout.trim() : undefined;
}
