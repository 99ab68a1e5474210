import * as fc from "fast-check";
import { from, Observable, take, toArray } from "rxjs";
import { describe, expect, test } from "vitest";
import { eachOf } from "../../src/flatten/each-of.js";
import { marbleTest } from "../retry/support/marble-test.js";

const letters = (text: string): readonly string[] => text.split("");

/** Counts what is taken from it, and has no end. */
function endless(text: string) {
  const source = {
    taken: 0,
    text$: new Observable<string>((subscriber) => {
      while (!subscriber.closed) {
        source.taken += 1;
        subscriber.next(text);
      }
    }),
  };
  return source;
}

marbleTest("emits the items of each value at once and in order", ({ cold, expectObservable, expectSubscriptions }) => {
  const source = cold("-x-z-----y-|", { x: "", y: "a", z: "abc" });
  const sub = "        ^----------!";
  const expected = "   ---(abc)-a-|";
  expectObservable(source.pipe(eachOf(letters))).toBe(expected);
  expectSubscriptions(source.subscriptions).toBe(sub);
});

marbleTest("ends as its source does, and leaves it when it is left", (t) => {
  for (const [marble, expected, subscription] of [
    ["-------", "-------", "^------!"],
    ["|------", "|------", "(^!)----"],
    ["#------", "#------", "(^!)----"],
    ["--|----", "--|----", "^-!-----"],
    ["-y-|---", "-a-|---", "^--!----"],
    ["-y-y-#-", "-a-a-#-", "^----!--"],
    ["-y-y-y-y-y", "-a-a-a-", "^------!"],
  ] as const) {
    const source = t.cold(marble, { y: "a" });
    t.expectObservable(source.pipe(eachOf(letters)), "-------!").toBe(expected);
    t.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

test("emits what concatenating would, whatever the values", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer())), (values) => {
      const seen: number[][] = [];
      from(values)
        .pipe(
          eachOf((items) => items),
          toArray(),
        )
        .subscribe((all) => seen.push(all));
      expect(seen).toEqual([values.flat()]);
    }),
  );
});

describe("closed in the middle of a value", () => {
  test("emits no further item of it, and takes no further value", () => {
    const source = endless("abc");
    const seen: string[] = [];
    source.text$.pipe(eachOf(letters), take(4)).subscribe((letter) => seen.push(letter));
    expect({ seen, taken: source.taken }).toEqual({ seen: ["a", "b", "c", "a"], taken: 2 });
  });

  test("reads no further item of it", () => {
    let read = 0;
    const items = Array.from({ length: 5 }, (_, i) => i);
    const watched = new Proxy(items, {
      get(target, name, receiver) {
        read += typeof name === "string" && /^\d+$/.test(name) ? 1 : 0;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    from([watched])
      .pipe(
        eachOf((all) => all),
        take(2),
      )
      .subscribe();
    // One more is in hand when the loop looks whether it goes on.
    expect(read).toBeLessThanOrEqual(3);
  });
});

test("a value that cannot be split is an error of the stream, after the items before it", () => {
  const broken = new Error("broken value");
  const seen: unknown[] = [];
  const source = endless("ab");
  const split = eachOf((text: string) => {
    if (source.taken === 2) {
      throw broken;
    }
    return letters(text);
  });
  source.text$
    .pipe(split)
    .subscribe({ next: (letter) => seen.push(letter), error: (error: unknown) => seen.push(error) });
  expect({ seen, taken: source.taken }).toEqual({ seen: ["a", "b", broken], taken: 2 });
});
