import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEmulator, type Emulator } from "@rekognition-rx/emulator";
import { operations } from "../../src/operations/operations.js";
import { call } from "../support/call.js";
import { type ModelShape, serviceModel } from "../support/service-model.js";

/**
 * Every constraint of the service model is broken once, in an input that is good otherwise, and every bound is met.
 */
let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());

describe.each([...operations.keys()])("%s", (operation) => {
  const model = serviceModel[operation];
  if (model === undefined) {
    throw new Error(`the service model has no ${operation}`);
  }
  const cases = casesOf(model.input);

  test.each(cases.broken)("refuses $title", async ({ input, path, constraint }) => {
    const { json } = await call(emulator, operation, input);
    expect(json["__type"]).toBe("ValidationException");
    const message = String(json["message"]);
    // A text that is too short may not match its pattern either.
    expect(message).toMatch(/^(1 validation error|2 validation errors) detected: /);
    expect(message).toContain(` at '${path}' failed to satisfy constraint: `);
    expect(message).toContain(constraint);
  });

  test.each(cases.good)("takes $title", async ({ input }) => {
    const { json } = await call(emulator, operation, input);
    expect(["ValidationException", "SerializationException"]).not.toContain(json["__type"]);
  });

  test.each(cases.wrongType)("refuses $title", async ({ input }) => {
    const { json } = await call(emulator, operation, input);
    expect(json["__type"]).toBe("SerializationException");
  });
});

test("the emulator has the operations of the service model's extract, and no other", () => {
  expect(Object.keys(serviceModel).toSorted()).toEqual([...operations.keys()].toSorted());
});

interface Case {
  readonly title: string;
  readonly input: unknown;
}

interface BrokenCase extends Case {
  readonly path: string;
  readonly constraint: string;
}

interface Cases {
  readonly broken: readonly BrokenCase[];
  readonly good: readonly Case[];
  readonly wrongType: readonly Case[];
}

function casesOf(input: ModelShape): Cases {
  const good = sample(input);
  const cases: { broken: BrokenCase[]; good: Case[]; wrongType: Case[] } = {
    broken: [],
    good: [{ title: "what is required", input: good }],
    wrongType: [],
  };
  collect(input, "", (value) => value, cases);
  return cases;
}

/** @param within puts a value at its place in an input that is good otherwise */
function collect(
  shape: ModelShape,
  path: string,
  within: (value: unknown) => unknown,
  cases: { broken: BrokenCase[]; good: Case[]; wrongType: Case[] },
): void {
  const broken = (title: string, value: unknown, constraint: string): void => {
    cases.broken.push({ title: `${path} ${title}`, input: within(value), path, constraint });
  };
  const good = (title: string, value: unknown): void => {
    cases.good.push({ title: `${path} ${title}`, input: within(value) });
  };
  const wrongType = (value: unknown): void => {
    cases.wrongType.push({ title: `${path} as ${JSON.stringify(value)}`, input: within(value) });
  };
  const { min, max, pattern } = shape;
  switch (shape.type) {
    case "structure":
      if (path !== "") {
        wrongType("text");
      }
      for (const [name, member] of Object.entries(shape.members ?? {})) {
        const memberPath = `${path === "" ? "" : `${path}.`}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
        const rest = sample(shape) as Record<string, unknown>;
        if (shape.required?.includes(name) === true) {
          const { [name]: _, ...without } = rest;
          cases.broken.push({
            title: `${memberPath} missing`,
            input: within(without),
            path: memberPath,
            constraint: "Member must not be null",
          });
        }
        collect(member, memberPath, (value) => within({ ...rest, [name]: value }), cases);
      }
      return;
    case "list": {
      const { item } = shape;
      if (item === undefined) {
        throw new Error(`${shape.name} has no items`);
      }
      wrongType("text");
      wrongType({});
      const items = (count: number): unknown[] => Array.from({ length: count }, () => sample(item));
      if (max !== undefined) {
        broken("too long", items(max + 1), `length less than or equal to ${max}`);
        good("at its longest", items(max));
      }
      if (min !== undefined && min > 0) {
        broken("too short", items(min - 1), `length greater than or equal to ${min}`);
        good("at its shortest", items(min));
      }
      if (item.type === "structure") {
        const others = items((min ?? 1) - 1);
        collect(item, `${path}.1.member`, (value) => within([value, ...others]), cases);
      } else {
        // The service names the list, and not the item.
        const ofItem: { broken: BrokenCase[]; good: Case[]; wrongType: Case[] } = {
          broken: [],
          good: [],
          wrongType: [],
        };
        collect(item, path, (value) => within([value]), ofItem);
        cases.broken.push(...ofItem.broken.map((each) => ({ ...each, title: `${each.title} in the list` })));
        cases.good.push(...ofItem.good);
        cases.wrongType.push(...ofItem.wrongType);
      }
      return;
    }
    case "map": {
      wrongType("text");
      wrongType([]);
      if (max !== undefined) {
        broken("with too many entries", entries(max + 1), `length less than or equal to ${max}`);
        good("with all its entries", entries(max));
      }
      broken(
        "with a long key",
        { ["k".repeat((shape.key?.max ?? 0) + 1)]: "v" },
        "Map keys must satisfy constraint: [",
      );
      broken("with a key of AWS's", { "aws:tag": "v" }, "Map keys must satisfy constraint: [");
      broken("with a bad key", { "k#": "v" }, "regular expression pattern");
      broken("with a long value", { key: "v".repeat((shape.value?.max ?? 0) + 1) }, "Map value must satisfy");
      broken("with a bad value", { key: "v#" }, "regular expression pattern");
      good("with letters of the world", { "Größe 大": "東京=1" });
      return;
    }
    case "integer":
    case "float":
      wrongType("5");
      wrongType(true);
      if (shape.type === "integer") {
        wrongType(1.5);
      }
      if (max !== undefined) {
        broken("too great", max + 1, `less than or equal to ${max}`);
        good("at its greatest", max);
      }
      if (min !== undefined) {
        broken("too small", min - 1, `greater than or equal to ${min}`);
        good("at its smallest", min);
      }
      return;
    case "boolean":
      wrongType("true");
      wrongType(1);
      good("true", true);
      good("false", false);
      return;
    case "blob":
      wrongType(5);
      wrongType("not base64!");
      if (max !== undefined) {
        broken("too long", Buffer.alloc(max + 1, 32).toString("base64"), `length less than or equal to ${max}`);
      }
      broken("empty", "", "length greater than or equal to 1");
      return;
    default: {
      wrongType(5);
      wrongType({});
      wrongType([]);
      if (shape.enum !== undefined) {
        broken(
          "unheard of",
          "NOT_ONE_OF_THEM",
          `Member must satisfy enum value set: [${shape.enum.toSorted().join(", ")}]`,
        );
        for (const value of shape.enum) {
          good(value, value);
        }
        return;
      }
      const short = String(sample(shape));
      if (max !== undefined) {
        broken("too long", longer(short, max + 1), `length less than or equal to ${max}`);
      }
      if (max !== undefined) {
        good("at its longest", longest(shape, short, max));
      }
      if (min === 1) {
        broken("empty", "", "length greater than or equal to 1");
      }
      if (min !== undefined && min > 1) {
        broken("too short", short.slice(0, min - 1), `greater than or equal to ${min}`);
      }
      if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "u").test(unfit(shape))) {
        broken("of other characters", unfit(shape), `Member must satisfy regular expression pattern: ${pattern}`);
      }
    }
  }
}

function entries(count: number): unknown {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "value"]));
}

/** A value that every constraint allows, with only what is required in it. */
function sample(shape: ModelShape): unknown {
  switch (shape.type) {
    case "structure":
      return Object.fromEntries(
        (shape.required ?? []).map((name) => [name, sample(shape.members?.[name] ?? { name, type: "string" })]),
      );
    case "list":
      return Array.from({ length: Math.max(1, shape.min ?? 0) }, () => shape.item && sample(shape.item));
    case "map":
      return { key: "value" };
    case "integer":
    case "float":
      return shape.min ?? 1;
    case "boolean":
      return true;
    case "blob":
      return Buffer.from('{"source-ref":"s3://b/k"}').toString("base64");
    default:
      return shape.enum?.[0] ?? samples[shape.name] ?? "abc";
  }
}

const root = "arn:aws:rekognition:us-east-1:111122223333:project/nobody";
const samples: Readonly<Record<string, string>> = {
  ProjectArn: `${root}/1700000000000`,
  DatasetArn: `${root}/dataset/train/1700000000000`,
  ProjectVersionArn: `${root}/version/none/1700000000000`,
  ResourceArn: `${root}/1700000000000`,
  ProjectPolicyRevisionId: "0123abcd",
};

/** Grows a text without breaking its pattern: an ARN ends in digits. */
function longer(text: string, length: number): string {
  return text + (text.startsWith("arn:") || /^[\da-f]+$/.test(text) ? "1" : "a").repeat(length - text.length);
}

function longest(shape: ModelShape, short: string, max: number): string {
  return shape.name === "ExtendedPaginationToken" ? longer("", max) : longer(short, max);
}

/** A text that hardly any pattern allows, of a good length. */
function unfit(shape: ModelShape): string {
  if (shape.name === "QueryString") {
    return "   ";
  }
  if (shape.name === "ProjectPolicyDocument") {
    return "\u4e00";
  }
  if (shape.name === "DatasetLabel") {
    return "\n";
  }
  return "#".repeat(Math.max(24, shape.min ?? 0));
}
