import { runAws } from "../cli/run-aws.js";
import { awsCli } from "../client-found.js";
import { clientEnvironment } from "../conformance-emulator.js";
import type { AwsClient, ClientMaker } from "./aws-client.js";
import { AwsRefusal } from "./aws-refusal.js";
import { plain } from "./plain.js";

/** The AWS CLI: a process for each call. */
export const commandLine: ClientMaker = (url, options): AwsClient => {
  const env = clientEnvironment(options);
  // The second version takes base64 for bytes unless it is configured otherwise; the first never does.
  const bytes = awsCli.version?.startsWith("aws-cli/2") === true ? ["--cli-binary-format", "raw-in-base64-out"] : [];
  const aws = async (...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
    const shared = ["--endpoint-url", url, "--output", "json", ...bytes];
    const { code, stdout, stderr } = await runAws(["rekognition", ...args, ...shared], env);
    const [, error, message = ""] = /An error occurred \((\w+)\) when calling [^:]*: ([\s\S]*)/.exec(stderr) ?? [];
    if (error !== undefined) {
      throw new AwsRefusal(error, message.trim());
    }
    if (code !== 0) {
      throw new Error(`aws ${args.join(" ")} ended with ${code}: ${stderr}`);
    }
    // It prints nothing for an answer without members.
    return stdout.trim() === "" ? {} : (JSON.parse(stdout) as Readonly<Record<string, unknown>>);
  };
  return {
    async call(operation, input = {}) {
      const json = ["--cli-input-json", JSON.stringify(input)];
      return plain(await aws(kebab(operation), ...json, ...(isListing(operation) ? ["--no-paginate"] : [])));
    },
    async walk({ operation, input = {}, member, pageSize, limit, from }) {
      const { [member]: items, NextToken: next } = plain(
        await aws(
          kebab(operation),
          "--cli-input-json",
          JSON.stringify(input),
          "--page-size",
          String(pageSize),
          ...(limit === undefined ? [] : ["--max-items", String(limit)]),
          ...(from === undefined ? [] : ["--starting-token", from]),
        ),
      );
      return { items: items as readonly unknown[], next: next as string | undefined };
    },
    async wait(waiter, input) {
      await aws("wait", kebab(waiter), "--cli-input-json", JSON.stringify(input));
    },
    async close() {},
  };
};

function isListing(operation: string): boolean {
  return /^(List|DescribeProject)/.test(operation) && operation !== "ListTagsForResource";
}

/** `describe-projects`. */
function kebab(name: string): string {
  return name.replaceAll(/(?<!^)[A-Z]/g, "-$&").toLowerCase();
}
