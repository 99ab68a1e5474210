import { expect, test } from "vitest";
import { FlowMeter } from "../../../src/limit/stages/flow-meter.js";
import { Traffic } from "../../../src/limit/traffic.js";

test("measures what was served between two moments at which the bucket was empty, and nothing across a gap", () => {
  let now = 0;
  const traffic = new Traffic(
    () => now,
    () => 0,
  );
  const meter = new FlowMeter(traffic);
  const serve = (times: number): void => {
    for (let i = 0; i < times; i += 1) {
      traffic.serve(traffic.issue(now, 0, 100));
    }
  };
  serve(7);
  expect(meter.empty()).toEqual({ served: 0, milliseconds: 0 });
  now = 1_000;
  serve(5);
  expect(meter.empty()).toEqual({ served: 5, milliseconds: 1_000 });
  meter.forget();
  now = 9_000;
  serve(30);
  expect(meter.empty()).toEqual({ served: 0, milliseconds: 0 });
});
