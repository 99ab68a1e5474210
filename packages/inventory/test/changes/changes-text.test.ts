import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/changes/change.js";
import { changesText } from "../../src/changes/changes-text.js";
import { datasetRow, projectRow, streamed, tagRow, versionRow } from "../support/changes.js";
import { hostileText } from "../support/hostile-text.js";

function added(name: string, region = "eu-west-1"): Change {
  const row = projectRow(name, { region });
  return { _tag: "Added", table: "projects", key: [row.arn], row };
}

describe("changesText", () => {
  test("says of each table how many there are, and by account and region which", async () => {
    const project = projectRow("pcb", { status: "DELETING", autoUpdate: "ENABLED" });
    const dataset = datasetRow("pcb", "train");
    const version = versionRow("pcb", "v1");
    const tag = tagRow("pcb", "v1", "team", "red");
    const changes: readonly Change[] = [
      added("new"),
      {
        _tag: "Changed",
        table: "projects",
        key: [project.arn],
        row: project,
        previous: projectRow("pcb"),
        fields: ["status", "autoUpdate"],
      },
      added("far-away", "us-east-1"),
      { _tag: "Removed", table: "datasets", key: [dataset.arn], row: dataset },
      { _tag: "Found", table: "versions", key: [version.arn], row: version },
      {
        _tag: "Changed",
        table: "tags",
        key: [tag.versionArn, tag.key],
        row: tag,
        previous: tagRow("pcb", "v1", "team", "blue"),
        fields: ["value"],
      },
    ];
    expect(await changesText(streamed(changes))).toBe(`\
Projects: 2 added, 1 changed
  111122223333 eu-west-1
    + new
    ~ pcb (status CREATED -> DELETING, auto_update (none) -> ENABLED)
  111122223333 us-east-1
    + far-away

Datasets: 1 removed
  111122223333 eu-west-1
    - pcb train

Versions: 1 found
  111122223333 eu-west-1
    ? pcb v1

Tags: 1 changed
  111122223333 eu-west-1
    ~ pcb v1: team (value blue -> red)

? was found where the earlier run had not read everything: it may be new
`);
  });

  test("says that there is none", async () => {
    expect(await changesText(streamed([]))).toBe("No change was found.\n");
  });

  test("shows 20 of a kind, and says how many more there are", async () => {
    const many = Array.from({ length: 1_020 }, (_, index) => added(`p-${index}`, `region-${index % 2}`));
    const gone = many.slice(0, 21).map(({ key, row }) => ({ _tag: "Removed", table: "projects", key, row }) as Change);
    const lines = (await changesText(streamed([...many, ...gone]))).split("\n");
    expect(lines[0]).toBe("Projects: 1,020 added, 21 removed");
    expect(lines.filter((line) => line.startsWith("    + "))).toHaveLength(20);
    expect(lines.filter((line) => line.startsWith("    - "))).toHaveLength(20);
    expect(lines.filter((line) => /^ {2}\S/.test(line))).toEqual([
      "  111122223333 region-0",
      "  111122223333 region-1",
      "  ... and 1,000 more added, 1 more removed; --json has them all",
    ]);
    expect(await changesText(streamed(many.slice(0, 20)))).not.toContain("more");
  });

  test("shows of a long value no more than its beginning", async () => {
    const row = projectRow("pcb", { status: "x".repeat(10_000) });
    const change: Change = {
      _tag: "Changed",
      table: "projects",
      key: [row.arn],
      row,
      previous: projectRow("pcb"),
      fields: ["status"],
    };
    expect((await changesText(streamed([change]))).length).toBeLessThan(200);
  });

  test("fits 80 columns but for single words, and has no control characters, whatever the service says", async () => {
    const word = fc.oneof(
      hostileText,
      fc.string({ unit: fc.constantFrom("A", "_", "z", " ", "\n", "/", ":", "\u001B", "\u202E"), maxLength: 300 }),
    );
    const property = fc.asyncProperty(word, word, word, async (name, key, value) => {
      const project = projectRow(name, { status: value, arn: `arn:aws:rekognition:r:1:project/${name}/1` });
      const tag = tagRow(name, key, key, value);
      const changes: readonly Change[] = [
        {
          _tag: "Changed",
          table: "projects",
          key: [project.arn],
          row: project,
          previous: projectRow(name),
          fields: ["status", "arn"],
        },
        { _tag: "Found", table: "tags", key: [tag.versionArn, tag.key], row: tag },
        { _tag: "Removed", table: "projects", key: [name], row: projectRow(name, { region: value }) },
      ];
      const text = await changesText(streamed(changes));
      const lines = text.split("\n");
      expect(lines.filter((line) => line.length > 80 && line.trim().includes(" "))).toEqual([]);
      expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
      expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Cf}/u);
    });
    await fc.assert(property, { numRuns: 300 });
  });
});
