/** The same items, each told of as it goes by. */
export async function* counted<Item>(
  items: AsyncIterable<Item>,
  onItem: () => void,
): AsyncGenerator<Item, void, undefined> {
  for await (const item of items) {
    onItem();
    yield item;
  }
}
