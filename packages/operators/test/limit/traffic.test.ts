import { expect, test } from "vitest";
import { Drive } from "./support/drive.js";

test("traffic numbers what is let go, and knows what is under way", () => {
  const drive = new Drive();
  const { traffic } = drive;
  drive.now = 7;
  const first = traffic.issue(3, 2, 100);
  expect(first).toEqual({ number: 1, at: 7, joinedAt: 3, refusals: 2, interval: 100 });
  drive.now = 9;
  expect(traffic.issue(3, 0, 50).number).toBe(2);
  expect(traffic).toMatchObject({ issued: 2, issuedAt: 9, underWay: 2 });
  traffic.end(first);
  expect(traffic).toMatchObject({ issued: 2, underWay: 1, served: 0 });
});

test("traffic leaves out what is overdue: after 2 s, or 4 round trips where those are longer, and 10 s in any case", () => {
  for (const [roundTrip, overdue] of [
    [0, 2_000],
    [500, 2_000],
    [600, 2_400],
    [60_000, 10_000],
  ] as const) {
    const drive = new Drive();
    const { traffic } = drive;
    traffic.roundTrip = roundTrip;
    expect(traffic.overdueAt).toBe(Number.NEGATIVE_INFINITY);
    traffic.issue(0, 0, 100);
    drive.now = 100;
    const second = traffic.issue(0, 0, 100);
    traffic.issue(0, 0, 100);
    expect(traffic.overdueAt).toBe(overdue);
    drive.now = overdue - 1;
    expect(traffic.underWay).toBe(3);
    drive.now = overdue;
    expect(traffic).toMatchObject({ underWay: 2, overdueAt: overdue + 100 });
    traffic.end(second);
    drive.now = 90_000;
    expect(traffic.underWay).toBe(0);
  }
});

test("traffic knows when the last one was served, and the latest of those was let go", () => {
  const drive = new Drive();
  const { traffic } = drive;
  const first = traffic.issue(0, 0, 100);
  drive.now = 10;
  const second = traffic.issue(0, 0, 100);
  expect(traffic).toMatchObject({ servedAt: Number.NEGATIVE_INFINITY, servedSentAt: Number.NEGATIVE_INFINITY });
  drive.now = 20;
  traffic.serve(second);
  expect(traffic).toMatchObject({ served: 1, servedAt: 20, servedSentAt: 10 });
  drive.now = 30;
  traffic.serve(first);
  expect(traffic).toMatchObject({ served: 2, servedAt: 30, servedSentAt: 10 });
});

test("traffic counts refusals in a row", () => {
  const { traffic } = new Drive();
  const sent = traffic.issue(0, 0, 100);
  traffic.refuse(sent);
  traffic.refuse(sent);
  expect(traffic.refusedInARow).toBe(2);
  traffic.serve(sent);
  expect(traffic.refusedInARow).toBe(0);
  traffic.refuse(sent);
  expect(traffic.refusedInARow).toBe(1);
});

test("traffic takes the first round trip as it is, and a tenth of each that comes after, served or refused", () => {
  const drive = new Drive();
  const { traffic } = drive;
  const sent = traffic.issue(0, 0, 100);
  drive.now = 100;
  traffic.refuse(sent);
  expect(traffic.roundTrip).toBe(100);
  drive.now = 200;
  traffic.serve(sent);
  expect(traffic.roundTrip).toBeCloseTo(110);
  drive.now = 10;
  traffic.refuse(sent);
  expect(traffic.roundTrip).toBeCloseTo(100);
});
