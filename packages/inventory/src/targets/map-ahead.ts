/**
 * What `work` makes of each item, in order, with so many of the next ones under way while one is handed over.
 *
 * Nothing is begun before it is pulled for.
 */
export async function* mapAhead<Item, Result>(
  items: Iterable<Item>,
  ahead: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const underWay: Promise<Result>[] = [];
  for (const item of items) {
    const result = work(item);
    // Its failure is reported when its turn comes, and never if nobody pulls that far.
    result.catch(() => {});
    underWay.push(result);
    if (underWay.length > ahead) {
      yield await next(underWay);
    }
  }
  while (underWay.length > 0) {
    yield await next(underWay);
  }
}

function next<Result>(underWay: Promise<Result>[]): Promise<Result> {
  const [first] = underWay.splice(0, 1);
  return first ?? Promise.reject(new RangeError("nothing is under way"));
}
