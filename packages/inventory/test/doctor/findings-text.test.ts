import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/doctor/finding.js";
import { findingsText } from "../../src/doctor/findings-text.js";

const DENIED = "AWS denied rekognition:DescribeProjects";
const REMEDY = "have that action allowed for these credentials, or choose others with --profile";

function finding(fields: Partial<Finding> = {}): Finding {
  return { check: "disk", outcome: "ok", target: null, message: "out can be written to", remedy: null, ...fields };
}

function permission(target: string, fields: Partial<Finding> = {}): Finding {
  return finding({ check: "rekognition:DescribeProjects", target, message: "allowed", ...fields });
}

function textOf(findings: readonly Finding[]): string {
  return findingsText(findings, { colors: false });
}

describe("findings as text", () => {
  test("are a line each, with what to do", () => {
    const text = textOf([
      finding(),
      finding({ check: "clock", outcome: "warning", message: "it is late", remedy: "set it" }),
      finding({ check: "network", outcome: "failed", target: "us-east-1 aws", message: "nobody", remedy: "call" }),
      permission("111122223333 us-east-1", { outcome: "unknown", message: "not checked: there is none" }),
    ]);
    expect(text).toBe(
      [
        "ok   disk  out can be written to",
        "warn clock  it is late; set it",
        "FAIL network  nobody; call",
        "?    rekognition:DescribeProjects  not checked: there is none",
        "",
      ].join("\n"),
    );
  });

  test("of many targets are one line, and one for each different reason with its places", () => {
    const regions = ["us-east-1", "eu-west-1", "eu-west-2", "eu-central-1"];
    const denied = regions.map((region) =>
      permission(`111122223333 ${region}`, { outcome: "failed", message: `${DENIED} in ${region}`, remedy: REMEDY }),
    );
    const text = textOf([
      permission("444455556666 us-east-1"),
      ...denied,
      permission("444455556666 us-east-2", { outcome: "unknown", message: "not checked: there is none" }),
    ]);
    expect(text).toBe(
      [
        "FAIL rekognition:DescribeProjects  allowed in 1 of 6 accounts and regions",
        "       111122223333 us-east-1, 111122223333 eu-west-1, 111122223333",
        "         eu-west-2 and 1 more: AWS denied rekognition:DescribeProjects in",
        "         us-east-1; have that action allowed for these credentials, or choose",
        "         others with --profile",
        "       444455556666 us-east-2: not checked: there is none",
        "",
      ].join("\n"),
    );
  });

  test("that are all good are one line", () => {
    const all = Array.from({ length: 1_200 }, (_, at) => permission(`${at} us-east-1`));
    expect(textOf(all)).toBe(
      "ok   rekognition:DescribeProjects  allowed in 1,200 of 1,200 accounts and\n       regions\n",
    );
  });

  test("show ten reasons, and say how many there are besides", () => {
    const all = Array.from("abcdefghijklm", (letter) => permission(letter, { outcome: "failed", message: letter }));
    const lines = textOf(all).split("\n");
    expect(lines).toHaveLength(13);
    expect(lines.slice(-3)).toEqual(["       j: j", "       ... and 3 more; --json has them all", ""]);
  });

  test("begin with the worst of a check, and with what is said of all of them together", () => {
    const text = textOf([
      finding({ check: "targets", message: "2 accounts: 1 can be entered, 1 cannot be entered" }),
      finding({ check: "targets", target: "111122223333", message: "can be entered" }),
      finding({ check: "targets", target: "444455556666", outcome: "failed", message: "no role", remedy: "make it" }),
    ]);
    expect(text).toBe(
      [
        "FAIL targets  2 accounts: 1 can be entered, 1 cannot be entered",
        "       444455556666: no role; make it",
        "",
      ].join("\n"),
    );
  });

  test("name each profile", () => {
    const text = textOf([
      finding({ check: "credentials", target: "audit", message: "account 1" }),
      finding({ check: "credentials", target: "work", outcome: "failed", message: "none" }),
    ]);
    expect(text).toBe("FAIL credentials  good in 1 of 2 profiles\n       audit: account 1\n       work: none\n");
  });

  test("fit 80 columns, but for a word that is longer, and have no control characters of others", () => {
    const message = `${"words ".repeat(60)}\u001B[2J\u202E${"x".repeat(100)}`;
    const text = textOf([finding({ message }), permission("a", { message }), permission("b", { message })]);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    for (const line of text.split("\n").filter((each) => !each.includes("xxx"))) {
      expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  test("have a colour for each outcome, and the same words", () => {
    const findings = (["ok", "warning", "failed", "unknown"] as const).map((outcome) =>
      finding({ outcome, check: outcome }),
    );
    const colored = findingsText(findings, { colors: true });
    expect(new Set(colored.match(/\[3[0-8]m/g)).size).toBe(4);
    expect(stripVTControlCharacters(colored)).toBe(textOf(findings));
  });
});
