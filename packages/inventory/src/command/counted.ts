/** The same items. `onItem` is called with each of them. */
export async function* counted<Item>(
  items: AsyncIterable<Item>,
  onItem: (item: Item) => void,
): AsyncGenerator<Item, void, undefined> {
  for await (const item of items) {
    onItem(item);
    yield item;
  }
}
