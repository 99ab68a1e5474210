import { TestScheduler } from "rxjs/testing";
import { expect, test } from "vitest";

/** A test in marbles: one column is one virtual millisecond, also for what is scheduled by default. */
export function marbleTest(title: string, body: Parameters<TestScheduler["run"]>[0]): void {
  // oxlint-disable-next-line vitest/valid-title -- a literal wherever marbleTest is called
  test(title, () => {
    expect.hasAssertions();
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(body);
  });
}
