import * as sdk from "@aws-sdk/client-rekognition";
import { isLeft, right } from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import { describe, expect, expectTypeOf, it } from "vitest";
import { CustomizationFeature } from "../../../src/codecs/enums/customization-feature.js";
import { DatasetStatusMessageCode } from "../../../src/codecs/enums/dataset-status-message-code.js";
import { DatasetStatus } from "../../../src/codecs/enums/dataset-status.js";
import { DatasetType } from "../../../src/codecs/enums/dataset-type.js";
import { ProjectAutoUpdate } from "../../../src/codecs/enums/project-auto-update.js";
import { ProjectStatus } from "../../../src/codecs/enums/project-status.js";
import { ProjectVersionStatus } from "../../../src/codecs/enums/project-version-status.js";
import { OpenEnumType } from "../../../src/codecs/schema/open-enum.js";
import { unknownEnums } from "../../../src/codecs/enums/unknown-enums.js";

const enums: readonly (readonly [string, t.Type<string>, Record<string, string>])[] = [
  ["CustomizationFeature", CustomizationFeature, sdk.CustomizationFeature],
  ["DatasetStatus", DatasetStatus, sdk.DatasetStatus],
  ["DatasetStatusMessageCode", DatasetStatusMessageCode, sdk.DatasetStatusMessageCode],
  ["DatasetType", DatasetType, sdk.DatasetType],
  ["ProjectAutoUpdate", ProjectAutoUpdate, sdk.ProjectAutoUpdate],
  ["ProjectStatus", ProjectStatus, sdk.ProjectStatus],
  ["ProjectVersionStatus", ProjectVersionStatus, sdk.ProjectVersionStatus],
];

describe.each(enums)("%s", (name, codec, sdkEnum) => {
  it("has the name and the values of the SDK's enum", () => {
    expect(codec.name).toBe(name);
    expect(codec instanceof OpenEnumType && new Set(codec.known)).toEqual(new Set(Object.values(sdkEnum)));
  });

  it("keeps a value of tomorrow as its raw string, and distinguishes it from those of today", () => {
    expect(codec.decode("TOMORROW")).toStrictEqual(right("TOMORROW"));
    expect(unknownEnums(codec, "TOMORROW")).toMatchObject([{ path: "", value: "TOMORROW" }]);
    for (const value of Object.values(sdkEnum)) {
      expect(unknownEnums(codec, value)).toEqual([]);
    }
  });

  it("refuses what is no string", () => {
    for (const value of [undefined, null, 5, {}, ["TRAIN"]]) {
      expect(isLeft(codec.decode(value))).toBe(true);
    }
  });
});

describe("the type of an enum", () => {
  it("takes any string and still names today's values", () => {
    const tomorrow: DatasetType = "TOMORROW";
    expect(tomorrow).toBe("TOMORROW");
    expectTypeOf<"TRAIN">().toExtend<DatasetType>();
    expectTypeOf<DatasetType>().toExtend<string>();
    // Not merely `string`: the literals are there for the editor.
    expectTypeOf<DatasetType>().not.toEqualTypeOf<string>();
    // @ts-expect-error -- a number is no value of an enum
    const wrong: DatasetType = 5;
    expect(wrong).toBe(5);
  });
});
