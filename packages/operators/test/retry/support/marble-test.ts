import { type RunHelpers, TestScheduler } from "rxjs/testing";
import { expect, test } from "vitest";

/** A test in marbles: one column is one virtual millisecond, also for what is scheduled by default. */
export function marbleTest(title: string, body: (helpers: RunHelpers, scheduler: TestScheduler) => void): void {
  // oxlint-disable-next-line vitest/valid-title -- a literal wherever marbleTest is called
  test(title, () => {
    expect.hasAssertions();
    const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
    scheduler.run((helpers) => body(helpers, scheduler));
  });
}
