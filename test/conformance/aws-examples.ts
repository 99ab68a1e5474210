import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";
import type { JsonObject } from "@rekognition-rx/emulator";

/** A request and its answer, as AWS shows them in the documentation of its SDK. */
export interface AwsExample {
  readonly operation: string;
  readonly title: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
}

/** The examples in the declarations of the SDK that is installed, of the operations of Custom Labels. */
export function awsExamples(): readonly AwsExample[] {
  const main = createRequire(import.meta.url).resolve("@aws-sdk/client-rekognition");
  const folder = join(dirname(main), "..", "dist-types", "commands");
  return readdirSync(folder)
    .filter((file) => /^\w*(Project|Dataset|CustomLabels)\w*Command\.d\.ts$/.test(file))
    .flatMap((file) => examplesIn(file.replace(/Command\.d\.ts$/, ""), readFileSync(join(folder, file), "utf8")));
}

function examplesIn(operation: string, declarations: string): readonly AwsExample[] {
  const comment = declarations.replaceAll(/^ \* ?/gm, "");
  const examples = comment.matchAll(/@example ([A-Z][^\n]+)\n```javascript\n([\s\S]*?)\n```/g);
  return [...examples].flatMap(([, title = "", code = ""]) => {
    const [, input] = /^const input = (\{[\s\S]*?^\});/m.exec(code) ?? [];
    const [, output] = /^\/\* response is\n([\s\S]*)\n\*\\\/$/m.exec(code) ?? [];
    // The other examples, one for each operation, have placeholders and no answer.
    return input === undefined || output === undefined
      ? []
      : [{ operation, title, input: valueOf(input), output: valueOf(output.replace(String.raw`/* empty *\/`, "")) }];
  });
}

/** An object as JavaScript writes it, without access to anything. */
function valueOf(literal: string): JsonObject {
  return JSON.parse(runInNewContext(`JSON.stringify(${literal})`, {}) as string) as JsonObject;
}
