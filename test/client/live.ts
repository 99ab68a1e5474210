import type { RekognitionClient, RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import { answering } from "./answering.js";
import type { Happening, LoggerShape } from "./happening.js";
import type { Sdk } from "./sdk.js";
import { wrapStack } from "./wrap-stack.js";

/**
 * Lets all of it befall a client, and answers what could be seen of that: requests, results, log entries, and the order
 * of its middleware.
 */
export async function live(
  { rekognition }: Sdk,
  make: (config: RekognitionClientConfig) => RekognitionClient,
  happenings: readonly Happening[],
): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  const { config, sent } = answering((number) => ANSWERS[number % ANSWERS.length] ?? { status: 500, body: "" });
  const client = make(config);
  const stack = client.middlewareStack;
  const first = client.config.logger;
  for (const [number, happening] of happenings.entries()) {
    try {
      switch (happening.type) {
        case "send": {
          const command = new rekognition.DescribeProjectsCommand({ MaxResults: number + 1 });
          if (happening.header !== undefined) {
            const options: Record<string, unknown> = { name: "of command", step: "build" };
            if (happening.isCircular) {
              options["self"] = options;
            }
            command.middlewareStack.add(settingHeader("x-command", happening.header), options as never);
          }
          seen.push(await client.send(command));
          break;
        }
        case "add": {
          const { name, step, priority } = happening;
          const options = { name, step, priority, override: true, tags: ["ours"] };
          stack.add(settingHeader(`x-${name}`, String(number)), options as never);
          break;
        }
        case "add beside": {
          const { name, relation, toMiddleware } = happening;
          const options = { name, relation, toMiddleware, override: true };
          stack.addRelativeTo(settingHeader(`x-${name}`, String(number)), options);
          break;
        }
        case "remove":
          seen.push(stack.remove(happening.name));
          break;
        case "remove by tag":
          seen.push(stack.removeByTag("ours"));
          break;
        case "set logger": {
          const logger = happening.logger === "first" ? first : loggerOf(happening.logger, seen);
          Object.assign(client.config, { logger });
          break;
        }
        case "wrap":
          wrapStack(stack, () => seen.push("resolved"));
          break;
        case "mock": {
          client.send = () => Promise.resolve({ ProjectDescriptions: [], mocked: number });
          seen.push(await client.send(new rekognition.DescribeProjectsCommand({})));
          Reflect.deleteProperty(client, "send");
          break;
        }
      }
    } catch (error) {
      seen.push(error instanceof Error ? [error.name, error.message, Object.keys(error)] : error);
    }
  }
  return [...seen, ...sent, stack.identify()];
}

const PAGE = { ProjectDescriptions: [{ ProjectArn: "arn", CreationTimestamp: 1.5, Status: "CREATED" }] };
const ANSWERS = [
  { status: 200, body: JSON.stringify(PAGE) },
  { status: 200, body: JSON.stringify({ ...PAGE, NextToken: "t", Tomorrow: [1] }) },
  { status: 400, body: JSON.stringify({ __type: "AccessDeniedException", message: "no" }) },
  { status: 200, body: '{"ProjectDescriptions":[{"CreationTimestamp":"1.5"}]}' },
];

/** A middleware that sets a header where there is a request already, and adds to what is there. */
function settingHeader(name: string, value: string): never {
  const middleware =
    (next: (args: Args) => Promise<unknown>) =>
    (args: Args): Promise<unknown> => {
      const { headers } = args.request ?? {};
      if (headers !== undefined) {
        headers[name] = `${headers[name] ?? ""}${value}`;
      }
      return next(args);
    };
  return middleware as never;
}

interface Args {
  readonly request?: { readonly headers: Record<string, string> };
}

function loggerOf(shape: Exclude<LoggerShape, "first">, seen: unknown[]): object | undefined {
  const keep =
    (level: string) =>
    (entry: unknown): void =>
      void seen.push([shape, level, entry]);
  // What the SDK says by debug is of its cache of endpoints, which all clients of a process share.
  const keeping = { debug: () => undefined, info: keep("info"), warn: keep("warn"), error: keep("error") };
  switch (shape) {
    case "none":
      return undefined;
    case "keeping":
      return keeping;
    case "without prototype":
      return Object.assign(Object.create(null) as object, keeping);
    case "of a class NoOpLogger":
      return Object.assign(new NoOpLogger(), keeping);
    case "without info":
      return { warn: keeping.warn, error: keeping.error };
  }
}

/** A user's own, of the name that the SDK's has. */
class NoOpLogger {
  readonly of = "the user";
}
