import { expect, test } from "vitest";
import { FlowMeter } from "../../../src/limit/stages/flow-meter.js";
import { Drive } from "../support/drive.js";

test("measures what was served between two moments at which the bucket was empty, and nothing across a gap", () => {
  const drive = new Drive();
  const meter = new FlowMeter(drive.traffic);
  drive.now = 300;
  drive.servePast(7);
  expect(meter.empty()).toEqual({ served: 0, milliseconds: 0 });
  drive.now = 1_300;
  drive.servePast(5);
  expect(meter.empty()).toEqual({ served: 5, milliseconds: 1_000 });
  drive.now = 1_800;
  drive.servePast(2);
  expect(meter.empty()).toEqual({ served: 2, milliseconds: 500 });
  meter.forget();
  drive.now = 9_000;
  drive.servePast(30);
  expect(meter.empty()).toEqual({ served: 0, milliseconds: 0 });
});

test("counts no time in which a request was due and nobody asked for one", () => {
  const drive = new Drive();
  const meter = new FlowMeter(drive.traffic);
  meter.empty();
  drive.servePast(9);
  drive.now = 3_600_000;
  meter.idle(3_000_000);
  meter.idle(599_000);
  expect(meter.empty()).toEqual({ served: 9, milliseconds: 1_000 });
  drive.now += 700;
  expect(meter.empty()).toEqual({ served: 0, milliseconds: 700 });
});
