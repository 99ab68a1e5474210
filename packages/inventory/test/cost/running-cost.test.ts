import { describe, expect, test } from "vitest";
import { pricesWith } from "../../src/cost/prices.js";
import { type BilledModel, runningCost } from "../../src/cost/running-cost.js";

const model: BilledModel = {
  region: "us-east-1",
  status: "RUNNING",
  minInferenceUnits: 2,
  maxInferenceUnits: null,
  inServiceSince: null,
  inServiceUnitHours: null,
};
const until = "2026-11-25T14:00:00.000Z";
const prices = pricesWith();

describe("runningCost", () => {
  test("is units x price x 730 hours a month", () => {
    expect(runningCost(model, { prices, until })).toEqual({
      units: { least: 2, most: 2 },
      monthly: { least: 5_840, most: 5_840 },
      soFar: null,
      since: null,
    });
  });

  test("is a range where the model may scale up", () => {
    expect(runningCost({ ...model, maxInferenceUnits: 5 }, { prices, until })).toMatchObject({
      units: { least: 2, most: 5 },
      monthly: { least: 5_840, most: 14_600 },
    });
  });

  test("so far is what CloudWatch has measured", () => {
    const since = { inServiceSince: "2026-11-25T04:00:00.000Z", inServiceUnitHours: 25 };
    expect(
      runningCost({ ...model, ...since }, { prices, until, seenRunning: "2026-11-01T00:00:00.000Z" }),
    ).toMatchObject({
      soFar: { usd: 100, isAtLeast: false },
      since: { at: "2026-11-25T04:00:00.000Z", source: "CloudWatch", isAtLeast: false },
    });
  });

  test("so far is at least what has gone by since an earlier run saw it", () => {
    expect(runningCost(model, { prices, until, seenRunning: "2026-11-25T04:00:00.000Z" })).toMatchObject({
      soFar: { usd: 80, isAtLeast: true },
      since: { source: "earlier run", isAtLeast: true },
    });
  });

  test("CloudWatch goes back 455 days: what it has from there on, is at least", () => {
    const since = { inServiceSince: "2025-08-27T14:00:00.000Z", inServiceUnitHours: 10_920 };
    expect(runningCost({ ...model, ...since }, { prices, until })).toMatchObject({
      soFar: { usd: 43_680, isAtLeast: true },
      since: { isAtLeast: true },
    });
  });

  test("a price that is not known is not zero", () => {
    expect(
      runningCost({ ...model, region: "eu-west-1" }, { prices, until, seenRunning: "2026-11-25T04:00:00.000Z" }),
    ).toMatchObject({ monthly: null, soFar: null });
  });

  test("a price that is given holds, and is marked as given", () => {
    const given = pricesWith({ "eu-west-1": 4.5, "us-east-1": 0 });
    expect(given.given).toEqual(["eu-west-1", "us-east-1"]);
    expect(runningCost({ ...model, region: "eu-west-1" }, { prices: given, until }).monthly?.least).toBe(6_570);
    expect(runningCost(model, { prices: given, until }).monthly).toEqual({ least: 0, most: 0 });
  });

  test("a model whose units are not known runs with one, at least", () => {
    expect(runningCost({ ...model, minInferenceUnits: null }, { prices, until }).units).toEqual({ least: 1, most: 1 });
  });
});
