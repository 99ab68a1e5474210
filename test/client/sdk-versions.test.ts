import type { DescribeProjectsCommand, RekognitionClient, RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import { createEmulator } from "@rekognition-rx/emulator";
import * as fc from "fast-check";
import { createServer } from "node:net";
import { lastValueFrom, toArray } from "rxjs";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { wireText } from "../../packages/core/test/client/support/wire-text.js";
import { answering } from "./answering.js";
import { sameAsStock } from "./same-as-stock.js";
import { type Sdk, withSdk } from "./sdk.js";
import { rekognitionOf, sdkVersions } from "./sdk-versions.js";

const versions = await sdkVersions();

describe.each(versions)("SDK $version", ({ load }) => {
  // Skipped is what npm cannot reach. That must never go unseen where it matters.
  test.runIf(process.env["CI"] === "true" || load !== undefined)("is installed", () => {
    expect(load).toBeDefined();
  });

  describe.runIf(load !== undefined)("with rekognitionClient", () => {
    let sdk: Sdk;
    beforeAll(async () => {
      if (load !== undefined) {
        sdk = await withSdk(rekognitionOf(load));
      }
    });

    test("lists over HTTP what the SDK's own paginator lists", async () => {
      const emulator = await createEmulator({
        account: {
          projects: Array.from({ length: 7 }, (_, index) => ({ name: `p${index}`, createdAt: 1_000 + index })),
        },
      });
      onTestFinished(() => emulator.close());
      const { RekognitionClient, paginateDescribeProjects } = sdk.rekognition;
      const { region, credentials } = answering(() => ({ status: 200, body: "{}" })).config;
      const config = { region, credentials, endpoint: emulator.url } as RekognitionClientConfig;
      const stock = new RekognitionClient(config);
      const ours = sdk.core.rekognitionClient(config);
      const expected: unknown[] = [];
      for await (const { ProjectDescriptions } of paginateDescribeProjects({ client: stock, pageSize: 3 }, {})) {
        expected.push(ProjectDescriptions);
      }
      const pages = await lastValueFrom(sdk.core.describeProjects$({ client: ours, pageSize: 3 }).pipe(toArray()));
      expect(pages.map(({ ProjectDescriptions }) => ProjectDescriptions)).toEqual(expected);
      expect(expected).toHaveLength(3);
      stock.destroy();
      ours.destroy();
    });

    test("shows nothing that the SDK's own client would not, whatever befalls it", async () => {
      await expect(fc.assert(sameAsStock(sdk, sdk.core.rekognitionClient), { numRuns: 40 })).resolves.toBeUndefined();
    });

    test("makes of every operation's answer what the SDK's own client makes of the same bytes", async () => {
      const operations = Object.entries(sdk.rekognition).filter(([name]) => /^[A-Z]\w+Command$/.test(name));
      expect(operations.length).toBeGreaterThan(60);
      for (const [, Command] of operations as readonly (readonly [string, new (input: object) => SdkCommand])[]) {
        let body = "";
        const answer = () => ({ status: 200, body });
        const clients = [
          sdk.core.rekognitionClient(answering(answer).config),
          new sdk.rekognition.RekognitionClient(answering(answer).config),
        ];
        const property = fc.asyncProperty(wireText(new Command({}).schema[5]), async (text) => {
          body = text;
          const [ours, stock] = await Promise.all(clients.map((client) => outcomeOf(client, new Command({}))));
          expect(ours).toEqual(stock);
        });
        await fc.assert(property, { numRuns: 4 });
      }
    });

    test("prepares no log entry, and asks no schema about a page, that nobody needs", async () => {
      const { config } = answering(() => ({ status: 200, body: '{"ProjectDescriptions":[{"CreationTimestamp":1}]}' }));
      const asked = { ours: 0, stock: 0 };
      for (const [who, client] of [
        ["ours", sdk.core.rekognitionClient(config)],
        ["stock", new sdk.rekognition.RekognitionClient(config)],
      ] as const) {
        const { deserializer } = client.config.protocol as unknown as { readonly deserializer: object };
        const read = vi.spyOn(Object.getPrototypeOf(deserializer) as { _read: () => unknown }, "_read");
        client.middlewareStack.add(
          (next, context) => {
            context["outputFilterSensitiveLog"] = () => (asked[who] += 1);
            return next;
          },
          { step: "initialize", priority: "low", name: "counting" },
        );
        await client.send(new sdk.rekognition.DescribeProjectsCommand({}));
        asked[who] += read.mock.calls.length;
        read.mockRestore();
      }
      expect(asked.ours).toBe(0);
      expect(asked.stock).toBeGreaterThan(1);
    });

    test.each(["nothing", "the headers", "half of the body"] as const)(
      "ends a request that is answered by %s, with a TimeoutError",
      async (what) => {
        const answer = {
          nothing: "",
          "the headers": "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n",
          "half of the body": 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ProjectDescriptions":',
        }[what];
        const server = createServer((socket) =>
          socket.on("error", () => undefined).once("data", () => socket.write(answer)),
        );
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        onTestFinished(() => void server.close());
        const { config } = answering(() => ({ status: 200, body: "{}" }));
        const address = server.address();
        const client = sdk.core.rekognitionClient({
          ...config,
          endpoint: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
          requestHandler: { requestTimeout: 100 },
        });
        const sent = client.send(new sdk.rekognition.DescribeProjectsCommand({}));
        await expect(sent).rejects.toMatchObject({ name: "TimeoutError" });
        client.destroy();
      },
    );
  });
});

/** A command, with what is read of it. */
type SdkCommand = DescribeProjectsCommand & { readonly schema: readonly unknown[] };

async function outcomeOf(client: RekognitionClient, command: SdkCommand): Promise<unknown> {
  try {
    return written(await client.send(command));
  } catch (error) {
    return error instanceof Error ? [error.name, error.message, Object.keys(error)] : error;
  }
}

// Not by toEqual: a text of the media type JSON is an object of the SDK that equals no other.
function written(output: unknown): string {
  return JSON.stringify(output, function (this: Readonly<Record<string, unknown>>, key: string, value: unknown) {
    const member = this[key];
    const tag = Object.prototype.toString.call(member);
    const isOdd = typeof member === "bigint" || (typeof member === "number" && !Number.isFinite(member));
    if (isOdd || tag === "[object Date]" || (tag === "[object String]" && typeof member === "object")) {
      return { tag, is: isOdd ? String(member) : JSON.stringify(member) };
    }
    return value === undefined ? { tag } : value;
  });
}
