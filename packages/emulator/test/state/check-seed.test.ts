import { describe, expect, test } from "vitest";
import { createEmulator, type ProjectSeed } from "@rekognition-rx/emulator";

/** What somebody without the types could write. */
function untyped(seed: Readonly<Record<string, unknown>>): ProjectSeed {
  return { name: "p", ...seed };
}

describe("a seed", () => {
  test.each([
    ["a name with a space", untyped({ name: "a b" }), 'the project name "a b" is not'],
    ["a name with a line break behind it", untyped({ name: "a\n" }), 'the project name "a\\n" is not'],
    ["an empty name", untyped({ name: "" }), 'the project name "" is not'],
    ["no name", untyped({ name: undefined }), "the project name undefined is not"],
    ["a status of its own", untyped({ status: "READY" }), 'project "p": status is "READY", not one of CREATING,'],
    ["a feature of its own", untyped({ feature: "FACES" }), 'project "p": feature is "FACES"'],
    ["an autoUpdate of its own", untyped({ autoUpdate: "ON" }), 'project "p": autoUpdate is "ON"'],
    ["no valid date", untyped({ createdAt: new Date("soon") }), 'project "p": createdAt is Invalid Date'],
    ["half a millisecond", untyped({ createdAt: 0.5 }), 'project "p": createdAt is 0.5'],
    ["a time before the epoch", untyped({ createdAt: -1 }), 'project "p": createdAt is -1'],
    [
      "two datasets of a type",
      untyped({ datasets: [{ type: "TRAIN" }, { type: "TRAIN" }] }),
      'project "p" has two TRAIN datasets',
    ],
    ["a dataset of another type", untyped({ datasets: [{ type: "DEV" }] }), 'project "p": dataset type is "DEV"'],
    [
      "a dataset status of its own",
      untyped({ datasets: [{ type: "TEST", status: "DONE" }] }),
      'project "p", dataset TEST: status is "DONE"',
    ],
    [
      "a status message code of its own",
      untyped({ datasets: [{ type: "TEST", statusMessageCode: "OK" }] }),
      'project "p", dataset TEST: statusMessageCode is "OK"',
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
    ["a version without a name", { versions: [{}] }, 'project "p": the version name undefined is not 1 to 255'],
    ["two versions of a name", { versions: [{ name: "v" }, { name: "v" }] }, 'project "p" has two versions named "v"'],
    [
      "a version with a status of its own",
      { versions: [{ name: "v", status: "READY" }] },
      'project "p", version "v": status is "READY", not one of TRAINING_IN_PROGRESS,',
    ],
    [
      "too good a score",
      { versions: [{ name: "v", f1Score: 2 }] },
      'version "v": f1Score is 2, not a number from 0 to 1',
    ],
    ["no inference unit", { versions: [{ name: "v", minInferenceUnits: 0 }] }, "minInferenceUnits is 0, not a number"],
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
    ["a policy name that is too long", { policies: [{ name: "a".repeat(129), document }] }, "is not 1 to 128"],
    ["a policy without a document", { policies: [{ name: "a" }] }, 'policy "a": the document is not JSON'],
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
