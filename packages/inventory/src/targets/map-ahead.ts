/**
 * The results of `work` for the items, in order. While one result is handed over, the work for the next `ahead` items
 * is under way.
 *
 * Nothing begins before the first result is asked for.
 */
export async function* mapAhead<Item, Result>(
  items: Iterable<Item>,
  ahead: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const underWay: Promise<Result>[] = [];
  for (const item of items) {
    const result = work(item);
    // If it fails, that is reported when its turn comes, and never if nobody asks for so many results.
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
