import {
  type DescribeProjectsCommand,
  type DescribeProjectsCommandInput,
  type DescribeProjectsCommandOutput,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { lastValueFrom, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { isListingError } from "../../src/errors/listing-error.js";
import type { Listing } from "../../src/listing/listing.js";
import type { ListingPosition, PageClient } from "../../src/request/listing-config.js";
import { describeProjects$ } from "../../src/operations/describe-projects.js";

/** A service that has these projects, a page each, and says in its tokens which request they continue. */
function projectService(fault?: (number: number) => void) {
  const sent: DescribeProjectsCommandInput[] = [];
  const client: PageClient<Omit<DescribeProjectsCommandOutput, "$metadata">, DescribeProjectsCommand> = {
    send: async ({ input }) => {
      sent.push(input);
      fault?.(sent.length - 1);
      const names = input.ProjectNames ?? ["all"];
      const at = Number(input.NextToken ?? 0);
      return {
        // A double needs no `$metadata`.
        ProjectDescriptions: [{ ProjectArn: names[at] ?? "" }],
        ...(at + 1 < names.length ? { NextToken: String(at + 1) } : {}),
      };
    },
  };
  return { client, sent };
}

async function collect(listing: AsyncIterable<DescribeProjectsCommandOutput>): Promise<(string | undefined)[]> {
  const arns: (string | undefined)[] = [];
  for await (const page of listing) {
    arns.push(...(page.ProjectDescriptions ?? []).map((project) => project.ProjectArn));
  }
  return arns;
}

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `project-${i}`);

describe("ProjectNames", () => {
  test("are asked for ten at a time, each once, in order, however many there are", async () => {
    const arbitraryNames = fc.array(fc.stringMatching(/^[a-zA-Z0-9_.-]{1,8}$/), { minLength: 1, maxLength: 35 });
    await fc.assert(
      fc.asyncProperty(arbitraryNames, async (asked) => {
        const { client, sent } = projectService();
        const unique = [...new Set(asked)];
        const input = Object.freeze({ ProjectNames: Object.freeze([...asked]) as string[] });
        expect(await collect(describeProjects$({ client }, input))).toEqual(unique);
        const requests = sent
          .filter(({ NextToken }) => NextToken === undefined)
          .map(({ ProjectNames }) => ProjectNames);
        expect(requests.flat()).toEqual(unique);
        expect(requests).toHaveLength(Math.ceil(unique.length / 10));
        expect(requests.slice(0, -1).every((chunk) => chunk?.length === 10)).toBe(true);
        expect(input.ProjectNames).toEqual(asked);
      }),
      { numRuns: 50 },
    );
  });

  test("that are undefined ask for all projects", async () => {
    const { client, sent } = projectService();
    await collect(describeProjects$({ client }, { ProjectNames: undefined }));
    expect(sent).toEqual([{ ProjectNames: undefined }]);
  });

  test("that are an empty list are an empty stream, without a request", async () => {
    const { client, sent } = projectService();
    const none$ = describeProjects$({ client }, { ProjectNames: [] });
    expect(await collect(none$)).toEqual([]);
    expect(await lastValueFrom(none$.pipe(toArray()))).toEqual([]);
    expect(await collect(none$.resumeFrom("a"))).toEqual([]);
    expect(sent).toEqual([]);
  });

  test("with onRepeatedToken: stop end the chunk in which a token comes again, and not the chunks after it", async () => {
    const asked: (readonly string[] | undefined)[] = [];
    const client = {
      send: ({ input }: DescribeProjectsCommand) => {
        asked.push(input.ProjectNames);
        return Promise.resolve({ ProjectDescriptions: [], NextToken: "always the same", $metadata: {} });
      },
    };
    await collect(describeProjects$({ client, onRepeatedToken: "stop" }, { ProjectNames: names(34) }));
    expect(new Set(asked.flat()).size).toBe(34);
    expect(asked).toHaveLength(8);
  });

  test.each([
    "",
    "with space",
    "a/b",
    "naïve",
    "x".repeat(256),
    "arn:aws:rekognition:us-east-1:111122223333:project/a/1",
  ])("with one that is none are a TypeError before anything is sent: %o", (wrong) => {
    const { client, sent } = projectService();
    expect(() => describeProjects$({ client }, { ProjectNames: ["good", wrong] })).toThrow(
      new TypeError(
        `DescribeProjects: ${JSON.stringify(wrong)} is no project name; ` +
          `ProjectNames takes names (not ARNs) of 1 to 255 letters, digits, "_", "." and "-"`,
      ),
    );
    expect(sent).toEqual([]);
  });

  test.each([[undefined], [null], [5], [["a"]]])("with %o among them are a TypeError too", (wrong) => {
    const { client, sent } = projectService();
    const ProjectNames = ["good", wrong] as string[];
    expect(() => describeProjects$({ client }, { ProjectNames })).toThrow(
      /^DescribeProjects: .* is no project name; /u,
    );
    expect(sent).toEqual([]);
  });

  test.each([["abc"], [{ 0: "a" }], [5], [null]])("that are no array but %o are a TypeError", (wrong) => {
    const { client, sent } = projectService();
    expect(() => describeProjects$({ client }, { ProjectNames: wrong as never })).toThrow(
      /^DescribeProjects: ProjectNames must be an array of names, not /u,
    );
    expect(sent).toEqual([]);
  });

  test("may be what the service allows at most", () => {
    const { client } = projectService();
    expect(() => describeProjects$({ client }, { ProjectNames: ["x".repeat(255), "a.b-c_D9"] })).not.toThrow();
  });

  test("have one count of pages and one maxPages for all chunks", async () => {
    const { client } = projectService();
    const positions: ListingPosition[] = [];
    const checkpoint = (position: ListingPosition): void => void positions.push(position);
    await collect(describeProjects$({ client, checkpoint }, { ProjectNames: names(12) }));
    expect(positions.map(({ pagesDelivered }) => pagesDelivered)).toEqual(names(12).map((_, i) => i + 1));
    await expect(
      collect(describeProjects$({ client, maxPages: 11 }, { ProjectNames: names(12) })),
    ).rejects.toMatchObject({
      _tag: "TooManyPagesError",
      pagesDelivered: 11,
    });
    expect(await collect(describeProjects$({ client, maxPages: 12 }, { ProjectNames: names(12) }))).toHaveLength(12);
  });

  test("have a memory of tokens for each chunk: the same token in two is no repeat", async () => {
    const { client, sent } = projectService();
    expect(await collect(describeProjects$({ client }, { ProjectNames: names(25) }))).toEqual(names(25));
    expect(sent.filter(({ NextToken }) => NextToken === "1")).toHaveLength(3);
  });

  test("resume in the chunk where they failed, or where a position stood", async () => {
    for (let failAt = 0; failAt < 12; failAt += 1) {
      let down = true;
      const { client } = projectService((number) => {
        if (down && number === failAt) {
          throw new Error("refused");
        }
      });
      const positions: ListingPosition[] = [];
      const checkpoint = (position: ListingPosition): void => void positions.push(position);
      const listing = describeProjects$({ client, checkpoint }, { ProjectNames: names(12) });
      const error: unknown = await collect(listing).catch((thrown: unknown) => thrown);
      down = false;
      expect(isListingError(error) && error.pagesDelivered).toBe(failAt);
      const { resumeToken } = error as { resumeToken: string | undefined };
      expect(await collect(listing.resumeFrom(resumeToken))).toEqual(names(12).slice(failAt));
      expect(resumeToken).toBe(positions[failAt - 1]?.resumeToken);
    }
  });

  test("resume from no token of the service: it does not say which chunk", () => {
    const { client } = projectService();
    expect(() => describeProjects$({ client, startingToken: "1" }, { ProjectNames: names(12) })).toThrow(
      "does not say which of the 2 chunks it belongs to",
    );
  });
});

describe("the other members", () => {
  test("are the same on every page of every chunk, and nothing else is sent", async () => {
    const { client, sent } = projectService();
    const Features: ("CUSTOM_LABELS" | "CONTENT_MODERATION")[] = ["CUSTOM_LABELS", "CONTENT_MODERATION"];
    await collect(describeProjects$({ client, pageSize: 7 }, { ProjectNames: names(12), Features }));
    expect(sent).toHaveLength(12);
    expect(sent.map(({ Features, MaxResults }) => ({ Features, MaxResults }))).toEqual(
      sent.map(() => ({ Features, MaxResults: 7 })),
    );
  });

  test("are none, if none are given", async () => {
    const { client, sent } = projectService();
    await collect(describeProjects$({ client }));
    expect(sent).toEqual([{}]);
  });
});

test.each([0, 101, 1.5])("MaxResults of %d are refused before anything is sent", (MaxResults) => {
  const { client, sent } = projectService();
  expect(() => describeProjects$({ client }, { MaxResults })).toThrow(
    new RangeError(`DescribeProjects: input.MaxResults must be a whole number, from 1 to 100, not ${MaxResults}`),
  );
  expect(sent).toEqual([]);
});

test.each([0, 101, 1.5])("a page size of %d is refused before anything is sent", (pageSize) => {
  const { client, sent } = projectService();
  expect(() => describeProjects$({ client, pageSize })).toThrow(
    new RangeError(`DescribeProjects: config.pageSize must be a whole number, from 1 to 100, not ${pageSize}`),
  );
  expect(sent).toEqual([]);
});

test("the types are those of DescribeProjects, for the SDK's client and for a double", () => {
  const client = new RekognitionClient({ region: "eu-west-1" });
  expectTypeOf(describeProjects$({ client })).toEqualTypeOf<Listing<DescribeProjectsCommandOutput>>();
  expectTypeOf(describeProjects$(projectService(), { MaxResults: 5 })).toEqualTypeOf<
    Listing<DescribeProjectsCommandOutput>
  >();

  const tables: PageClient<object, { readonly input: { readonly TableName: string } }> = { send: async () => ({}) };
  const misuses = (): unknown => [
    // @ts-expect-error the client of another service
    describeProjects$({ client: tables }),
    // @ts-expect-error a member that DescribeProjects does not have
    describeProjects$({ client }, { ProjectArn: "a" }),
    // @ts-expect-error a feature that there is not
    describeProjects$({ client }, { Features: ["LABELS"] }),
    // @ts-expect-error a token that is no string
    describeProjects$({ client }).resumeFrom({ id: 1 }),
  ];
  expect(misuses).toBeTypeOf("function");
});
