import { describe, expect, test } from "vitest";

import { bareExamplesOf, docCommentsOf } from "./doc-comments.js";
import { fencesOf, isTypeScript } from "./fence.js";
import { unknownPnpmCommands } from "./pnpm-commands.js";

describe("fencesOf", () => {
  test("finds every fence with its language, flags, code and line", () => {
    const markdown = "# A\n\n```ts\nconst a = 1;\n```\n\ntext\n\n~~~TypeScript no-run\nlet b;\n~~~\n```\nplain\n```\n";
    expect(fencesOf(markdown)).toEqual([
      { language: "ts", flags: [], code: "const a = 1;\n", line: 3 },
      { language: "typescript", flags: ["no-run"], code: "let b;\n", line: 9 },
      { language: "", flags: [], code: "plain\n", line: 12 },
    ]);
  });

  test("takes the indentation of a list off its code", () => {
    expect(fencesOf("- a\n\n  ```sh\n  one\n    two\n  ```\n")).toMatchObject([{ code: "one\n  two\n" }]);
  });

  test("closes a long fence by one as long only", () => {
    expect(fencesOf("````md\n```ts\nx\n```\n````\n")).toMatchObject([{ language: "md", code: "```ts\nx\n```\n" }]);
  });

  test("takes ts and typescript for TypeScript, and nothing else", () => {
    const fences = fencesOf(
      ["ts", "typescript", "tsx", "js", "sh", ""].map((name) => `\`\`\`${name}\n\`\`\``).join("\n"),
    );
    expect(fences.filter(isTypeScript)).toHaveLength(2);
  });
});

describe("docCommentsOf", () => {
  test("keeps the text of doc comments on their lines and drops all else", () => {
    const source =
      "// no\n/** One line. */\nconst a = '*';\n/**\n * Two\n *\n * ```ts\n *   b;\n * ```\n */\n/* no */\n";
    expect(docCommentsOf(source).split("\n")).toEqual([
      "",
      "One line.",
      "",
      "",
      "Two",
      "",
      "```ts",
      "  b;",
      "```",
      "",
      "",
      "",
    ]);
  });
});

describe("bareExamplesOf", () => {
  test("names each example without a fence, and no other", () => {
    const fenced = "/**\n * @example\n * Some words.\n * ```ts\n * a();\n * ```\n */";
    const bare = "/**\n * @example\n * a();\n *\n * @see b\n */";
    expect(bareExamplesOf(`${fenced}\n${bare}`)).toEqual([9]);
  });
});

describe("unknownPnpmCommands", () => {
  test("names the commands that call no script", () => {
    const shell =
      "npx -y pnpm@10 start --aws\npnpm run build\nnpm install x\npnpm pack\nnpx -y pnpm@10 strat\npnpm run pack\n";
    expect(unknownPnpmCommands(shell, ["start", "build"])).toEqual(["npx -y pnpm@10 strat", "pnpm run pack"]);
  });
});
