import { describe, expect, test } from "vitest";
import {
  AUTO_UPDATES,
  createEmulator,
  DATASET_STATUSES,
  DATASET_TYPES,
  FEATURES,
  PROJECT_STATUSES,
  type ProjectSeed,
  STATUS_MESSAGE_CODES,
  VERSION_STATUSES,
} from "@rekognition-rx/emulator";
import { seedSchema } from "../../src/seed/seed-schema.js";

/** What somebody without the types could write. */
function untyped(seed: Readonly<Record<string, unknown>>): ProjectSeed {
  return { name: "p", ...seed };
}

describe("a seed", () => {
  test.each([
    ["a name with a space", untyped({ name: "a b" }), 'project "a b": name is "a b"; it must be made of letters'],
    [
      "a name with a line break after it",
      untyped({ name: "a\n" }),
      'project "a\\n": name is "a\\n"; it must be made of letters',
    ],
    ["an empty name", untyped({ name: "" }), 'project "": name has 0 characters'],
    ["no name", untyped({ name: undefined }), "project undefined: name is missing"],
    [
      "a status of its own",
      untyped({ status: "READY" }),
      'project "p": status is "READY"; it must be one of CREATING,',
    ],
    ["a feature of its own", untyped({ feature: "FACES" }), 'project "p": feature is "FACES"'],
    ["an autoUpdate of its own", untyped({ autoUpdate: "ON" }), 'project "p": autoUpdate is "ON"'],
    [
      "no valid date",
      untyped({ createdAt: new Date("soon") }),
      'project "p": createdAt is NaN; it must be a whole number',
    ],
    ["half a millisecond", untyped({ createdAt: 0.5 }), 'project "p": createdAt is 0.5'],
    ["a time before the epoch", untyped({ createdAt: -1 }), 'project "p": createdAt is -1'],
    [
      "two datasets of a type",
      untyped({ datasets: [{ type: "TRAIN" }, { type: "TRAIN" }] }),
      'project "p" has two TRAIN datasets',
    ],
    ["a dataset of another type", untyped({ datasets: [{ type: "DEV" }] }), 'project "p": datasets[0].type is "DEV"'],
    [
      "a dataset status of its own",
      untyped({ datasets: [{ type: "TEST", status: "DONE" }] }),
      'project "p": datasets[0].status is "DONE"',
    ],
    [
      "a status message code of its own",
      untyped({ datasets: [{ type: "TEST", statusMessageCode: "OK" }] }),
      'project "p": datasets[0].statusMessageCode is "OK"',
    ],
  ])("with %s is refused, and the message names the place", async (_title, seed, message) => {
    const refused: unknown = await createEmulator({ account: { projects: [seed] } }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TypeError);
    expect((refused as TypeError).message).toContain(message);
  });
});

describe("the seed of what a project has", () => {
  const document = "{}";
  test.each([
    ["a version without a name", { versions: [{}] }, 'project "p": versions[0].name is missing'],
    ["two versions of a name", { versions: [{ name: "v" }, { name: "v" }] }, 'project "p" has two versions named "v"'],
    [
      "a version with a status of its own",
      { versions: [{ name: "v", status: "READY" }] },
      'project "p": versions[0].status is "READY"; it must be one of TRAINING_IN_PROGRESS,',
    ],
    ["too good a score", { versions: [{ name: "v", f1Score: 2 }] }, "versions[0].f1Score is 2; it must be 1 or less"],
    [
      "no inference unit",
      { versions: [{ name: "v", minInferenceUnits: 0 }] },
      "versions[0].minInferenceUnits is 0; it must be 1 or more",
    ],
    [
      "two policies of a name",
      {
        policies: [
          { name: "a", document },
          { name: "a", document },
        ],
      },
      'project "p" has two policies named "a"',
    ],
    [
      "a policy name that is too long",
      { policies: [{ name: "a".repeat(129), document }] },
      "policies[0].name has 129 characters",
    ],
    ["a policy without a document", { policies: [{ name: "a" }] }, "policies[0].document is missing"],
    ["a revision in words", { policies: [{ name: "a", document, revisionId: "one" }] }, 'revisionId is "one"'],
    ["no time of an update", { datasets: [{ type: "TRAIN", updatedAt: 0.5 }] }, "updatedAt is 0.5"],
  ])("with %s is refused, and the message names the place", async (_title, seed, message) => {
    const refused: unknown = await createEmulator({ account: { projects: [untyped(seed)] } }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(TypeError);
    expect((refused as TypeError).message).toContain(message);
  });
});

test.each([
  ["project", "status", PROJECT_STATUSES],
  ["project", "feature", FEATURES],
  ["project", "autoUpdate", AUTO_UPDATES],
  ["dataset", "type", DATASET_TYPES],
  ["dataset", "status", DATASET_STATUSES],
  ["dataset", "statusMessageCode", STATUS_MESSAGE_CODES],
  ["version", "status", VERSION_STATUSES],
] as const)("the schema of a %s has for its %s what the code has", (kind, member, values) => {
  expect(seedSchema().$defs?.[kind]?.properties?.[member]?.enum).toEqual(values);
});
