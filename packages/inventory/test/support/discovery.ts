import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DescribeProjectsCommand } from "@aws-sdk/client-rekognition";
import { createEmulator, type Emulator, type EmulatorOptions, type Fault } from "@rekognition-rx/emulator";
import { onTestFinished } from "vitest";
import type { Target } from "../../src/crawl/target.js";
import { isReachable } from "./taken-targets.js";
import { temporaryFolder } from "./temporary-folder.js";

/** The account of the {@link KEYS}. */
export const OWN = "111122223333";

/** Keys of the environment. */
export const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "a-secret-key" };

/** An emulator for one test. */
export async function started(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await createEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** The path of a file of accounts. */
export function accountsIn(...lines: readonly string[]): string {
  const path = join(temporaryFolder(), "accounts.txt");
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

/** A profile for the file of the AWS configuration. The key is the account, if it has twelve digits. */
export function profile(name: string, key: string, more = ""): string {
  return `[profile ${name}]\naws_access_key_id = ${key}\naws_secret_access_key = a-secret-key\n${more}\n`;
}

export function idsOf(targets: readonly Target[]): readonly (string | undefined)[] {
  return targets.map(({ id }) => id);
}

/** How often an operation was asked for. */
export function countOf({ requests }: Emulator, operation: string): number {
  return requests.filter((request) => request.operation === operation).length;
}

/** Has every target that can be reached ask for a page, all at once. */
export async function askEach(targets: readonly Target[]): Promise<void> {
  await Promise.all(targets.filter(isReachable).map(({ client }) => client.send(new DescribeProjectsCommand({}))));
}

export function serviceError(code: string, message: string): Fault {
  return { type: "error", status: 400, code, message };
}
