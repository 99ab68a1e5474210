import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Step } from "../../../src/crawl/step.js";
import { writeViews, type WriteViewsOptions } from "../../../src/views/write-views.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { memoryJournal } from "../../support/memory-journal.js";
import { dataset, end, project, projectArn, run, step, target, version } from "../../support/steps.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

async function reportOf(steps: readonly Step[], options: Partial<WriteViewsOptions> = {}): Promise<string> {
  const out = temporaryFolder();
  await writeViews(memoryJournal(steps), { out, formats: ["html"], ...options });
  return readFileSync(join(out, "report.html"), "utf8");
}

/** What a reader sees of it. */
function textOf(report: string): string {
  return report
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll(/\s+/g, " ");
}

const listed = step({
  records: [
    project("shop", { datasets: [dataset("shop", "train", { status: "CREATE_FAILED", statusMessage: "No." })] }),
  ],
  outcome: "complete",
});
const models = step({
  operation: "DescribeProjectVersions",
  parentArn: projectArn("shop"),
  records: [version("shop", "1"), Object.assign(version("shop", "2"), { status: "TRAINING_FAILED" })],
  outcome: "complete",
});
const whole = [run(["projects", "versions"]), target({ accountName: "production" }), listed, models, end];

describe("report.html", () => {
  test("has its eight sections in their order, one title each", async () => {
    const report = await reportOf(whole);
    expect([...report.matchAll(/<h2 [^>]*>([^<]*)</g)].map(([, title]) => title)).toEqual([
      "1. What is not known",
      "2. Running now",
      "3. What no longer pays",
      "4. What failed",
      "5. Models and projects",
      "6. What changed since the last run",
      "7. Accounts and regions",
      "8. What these figures assume",
    ]);
    expect(report.match(/<title>/g)).not.toBeNull();
  });

  test("is the same text for the same journal, in one process and after another report", async () => {
    const first = await reportOf(whole);
    await reportOf([run(), target(), listed, end]);
    expect(await reportOf(whole)).toBe(first);
  });

  test("lets no script run but its own, and names nothing that is elsewhere", async () => {
    const report = await reportOf(whole);
    const [, script = ""] = /<script>([\s\S]*?)<\/script>/.exec(report) ?? [];
    const [policy] = /script-src [^;]*/.exec(report.replaceAll("&#39;", "'")) ?? [];
    expect(policy).toBe(`script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`);
    const page = report.replace(script, "");
    expect(/<(?:link|iframe|object|base|form)\b|\bsrc=|\burl\(/.exec(page)).toBeNull();
    const elsewhere = [...page.matchAll(/href="([^"]*)"/g)].filter(([, href]) => href?.startsWith("#") !== true);
    expect(elsewhere).toEqual([]);
  });

  test("says what a run did not ask for, and not that there is none", async () => {
    const text = textOf(await reportOf([run(), target(), listed, end]));
    expect(text).toContain("This run did not ask for models: export with --depth projects,versions");
    expect(text).not.toContain("No model is running");
  });

  test("takes a run that asked for the usage of models for one that asked for models", async () => {
    const text = textOf(await reportOf([run(["projects", "usage"]), target(), listed, models, end]));
    expect(text).not.toContain("did not ask for models");
    expect(text).toContain("Of 1 running model it is not known whether units are in service: section 1 says why");
  });

  test("says at least where something is missing, with the reason and the command", async () => {
    const denied = step({
      operation: "DescribeProjectVersions",
      parentArn: projectArn("shop"),
      outcome: "denied",
      error: { name: "AccessDeniedException", message: "have rekognition:DescribeProjectVersions allowed" },
    });
    const text = textOf(
      await reportOf([run(["projects", "versions"]), target(), listed, denied, end], {
        resume: "rekognition-inventory resume out",
      }),
    );
    expect(text).toContain("Not complete: something could not be read");
    expect(text).toContain("have rekognition:DescribeProjectVersions allowed");
    expect(text).toContain("rekognition-inventory resume out");
    expect(text).toContain("No model is running, as far as is known");
  });

  test("a run that read nothing says nothing of what there is", async () => {
    const text = textOf(await reportOf([run(), target({ outcome: "no-credentials" }), end]));
    expect(text).toContain("Nothing was read");
    expect(text).not.toContain("Nothing is missing");
  });

  test("a price that is not known is asked for, and one that is given is used", async () => {
    expect(textOf(await reportOf(whole))).toContain(
      "1 model is in no sum, since the price is not known in eu-west-1: give it with --price eu-west-1=4.00, say.",
    );
    const text = textOf(await reportOf(whole, { prices: { "eu-west-1": 5 } }));
    expect(text).toContain("1 model: $3,650 a month");
    expect(text).toContain("eu-west-1 $5.00 (given)");
  });

  test("an account is called by its name", async () => {
    expect(textOf(await reportOf(whole))).toContain("production (111122223333)");
  });

  test("takes its name with the other files, and goes with the next run that does not write it", async () => {
    const out = temporaryFolder();
    const write = (formats: WriteViewsOptions["formats"]) => writeViews(memoryJournal(whole), { out, formats });
    expect((await write(["csv", "html"])).files).toContain("report.html");
    await write(["csv"]);
    expect(() => readFileSync(join(out, "report.html"))).toThrow(/ENOENT/);
  });
});
