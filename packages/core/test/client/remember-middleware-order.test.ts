import { DescribeProjectsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { lastValueFrom } from "rxjs";
import { describe, expect, test, vi } from "vitest";
import { rekognitionClient } from "../../src/client/rekognition-client.js";
import { describeProjects$ } from "../../src/operations/describe-projects.js";
import { answering } from "./support/answering.js";

const PAGE = { ProjectDescriptions: [{ ProjectArn: "arn", CreationTimestamp: 1.5, Status: "CREATED" }] };

/** A middleware that writes its name down. */
function noting(log: string[], name: string) {
  return (next: (args: never) => Promise<never>) => (args: never) => {
    log.push(name);
    return next(args);
  };
}

describe("middleware of the user", () => {
  const steps = fc.constantFrom("initialize", "serialize", "build", "finalizeRequest", "deserialize");
  const names = fc.constantFrom("a", "b", "c", "d");
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant("send" as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant("add" as const),
        name: fc.option(names, { nil: undefined }),
        step: steps,
        priority: fc.constantFrom("high", "normal", "low"),
        via: fc.constantFrom("add", "use"),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("addRelativeTo" as const),
        name: names,
        relation: fc.constantFrom("before", "after"),
        toMiddleware: fc.constantFrom("retryMiddleware", "loggerMiddleware", "serializerMiddleware"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant("remove" as const), name: names }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant("removeByTag" as const) }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant("send with" as const), name: names, step: steps }) },
  );

  // The SDK's own stack takes both for "c" when the tag is gone, and from then on throws at every request.
  const relative = { type: "addRelativeTo", name: "c", relation: "before" } as const;
  const brokenByTheSdk: (typeof change extends fc.Arbitrary<infer Change> ? Change : never)[] = [
    { type: "add", name: "c", step: "initialize", priority: "high", via: "add" },
    { ...relative, toMiddleware: "retryMiddleware" },
    { type: "removeByTag" },
    { ...relative, toMiddleware: "loggerMiddleware" },
  ];

  test("runs in the SDK's own order, whatever is added, removed, or comes with a command, and when", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 15 }), async (changes) => {
        const run = async (client: RekognitionClient): Promise<readonly string[]> => {
          const log: string[] = [];
          const stack = client.middlewareStack;
          for (const [number, happening] of [...changes, { type: "send" as const }].entries()) {
            log.push(`${number}:`);
            try {
              switch (happening.type) {
                case "send":
                  await client.send(new DescribeProjectsCommand({}));
                  break;
                case "send with": {
                  const command = new DescribeProjectsCommand({});
                  const { name, step } = happening;
                  command.middlewareStack.add(noting(log, `of command ${number}`) as never, {
                    name: `${name} of command`,
                    step: step as never,
                  });
                  await client.send(command);
                  break;
                }
                case "add": {
                  const { name, step, priority, via } = happening;
                  const options = { name, step, priority, override: true, tags: ["ours"] } as never;
                  const middleware = noting(log, `${name} ${number}`) as never;
                  if (via === "add") stack.add(middleware, options);
                  else stack.use({ applyToStack: (to) => to.add(middleware, options) });
                  break;
                }
                case "addRelativeTo": {
                  const { name, relation, toMiddleware } = happening;
                  const options = { name, relation, toMiddleware, override: true } as never;
                  stack.addRelativeTo(noting(log, `${name} ${number}`) as never, options);
                  break;
                }
                case "remove":
                  log.push(String(stack.remove(happening.name)));
                  break;
                case "removeByTag":
                  log.push(String(stack.removeByTag("ours")));
                  break;
              }
            } catch (error) {
              log.push(String(error));
            }
          }
          return [...log, ...stack.identify()];
        };
        const { config } = answering(PAGE);
        expect(await run(rekognitionClient(config))).toEqual(
          await run(new RekognitionClient({ ...config, maxAttempts: 1 })),
        );
      }),
      { numRuns: 60, examples: [[brokenByTheSdk]] },
    );
  });

  test("runs when a listing's withCommand adds it to each command", async () => {
    const log: string[] = [];
    const { config } = answering({ ...PAGE, NextToken: "t" }, PAGE);
    await lastValueFrom(
      describeProjects$({
        client: rekognitionClient(config),
        withCommand: (command) => {
          command.middlewareStack.add(noting(log, `page ${log.length}`) as never, { step: "build", name: "mine" });
          return command;
        },
      }),
    );
    expect(log).toEqual(["page 0", "page 1"]);
  });

  test("has its order worked out once for each kind of command, until it changes", async () => {
    const { config } = answering(PAGE);
    const client = rekognitionClient(config);
    // The SDK joins the command's middleware to the client's when it works the order out: that asks for it once more.
    const timesAsked = async (command = new DescribeProjectsCommand({})): Promise<number> => {
      const asked = vi.spyOn(command.middlewareStack, "applyToStack");
      await client.send(command);
      return asked.mock.calls.length;
    };
    expect([await timesAsked(), await timesAsked(), await timesAsked()]).toEqual([2, 1, 1]);
    client.middlewareStack.add((next) => next, { step: "build" });
    expect([await timesAsked(), await timesAsked()]).toEqual([2, 1]);
    client.middlewareStack.remove("mine");
    expect([await timesAsked(), await timesAsked()]).toEqual([2, 1]);
  });

  test("of two kinds of command is kept apart, though they have as many of their own", async () => {
    const { config } = answering(PAGE);
    const client = rekognitionClient(config);
    const orderWith = async (step: "initialize" | "deserialize"): Promise<readonly string[]> => {
      const log: string[] = [];
      const command = new DescribeProjectsCommand({});
      command.middlewareStack.add(noting(log, step) as never, { step: step as never, name: "mine" });
      command.middlewareStack.add(noting(log, "build") as never, { step: "build", name: "build" });
      await client.send(command);
      return log;
    };
    expect(await orderWith("initialize")).toEqual(["initialize", "build"]);
    expect(await orderWith("deserialize")).toEqual(["build", "deserialize"]);
    expect(await orderWith("initialize")).toEqual(["initialize", "build"]);
  });

  test("that is added to a joined stack runs in it", () => {
    const log: string[] = [];
    const { middlewareStack } = rekognitionClient(answering().config);
    for (const name of ["logger", "serializer", "deserializer", "retry", "contentLength", "hostHeader"]) {
      middlewareStack.remove(`${name}Middleware`);
    }
    for (const name of ["recursionDetection", "httpAuthScheme", "httpSigning"])
      middlewareStack.remove(`${name}Middleware`);
    middlewareStack.remove("getUserAgentMiddleware");
    const joined = middlewareStack.concat(middlewareStack.clone());
    joined.add(noting(log, "mine") as never, { step: "build" });
    void joined
      .resolve(
        () => Promise.reject(new Error("the end")),
        {},
      )({ input: {} })
      .catch(() => undefined);
    expect(log).toEqual(["mine"]);
  });

  test("may be looked at, copied and joined as with any client", () => {
    const { config } = answering();
    const [ours, theirs] = [rekognitionClient(config), new RekognitionClient(config)].map(({ middlewareStack }) => {
      const other = new DescribeProjectsCommand({}).middlewareStack;
      other.add((next) => next, { step: "build", name: "mine" });
      const joined = middlewareStack.concat(other as never);
      joined.remove("loggerMiddleware");
      return [
        middlewareStack.identify(),
        middlewareStack.clone().identify(),
        joined.identify(),
        joined.identifyOnResolve(),
      ];
    });
    expect(ours).toEqual(theirs);
  });

  test("is printed on request, as the SDK does", async () => {
    const { config } = answering(PAGE);
    const client = rekognitionClient(config);
    const print = vi.spyOn(console, "log").mockReturnValue();
    await client.send(new DescribeProjectsCommand({}));
    expect(print).not.toHaveBeenCalled();
    client.middlewareStack.identifyOnResolve(true);
    await client.send(new DescribeProjectsCommand({}));
    expect(print).toHaveBeenCalledOnce();
    print.mockRestore();
  });
});
