/**
 * The key of an item on a page of Custom Labels: it identifies the item within its list.
 *
 * `undefined` if nothing identifies the item.
 *
 * @throws TypeError for a list of another operation.
 */
export function keyOfItem(item: unknown, list: string): string | undefined {
  const keyOf = KEYS.get(list);
  if (keyOf === undefined) {
    throw new TypeError(
      `restartOnExpiredToken does not know what identifies the items of ${list}; give it a key: (item, list) => string`,
    );
  }
  return keyOf(item);
}

const KEYS: ReadonlyMap<string, (item: unknown) => string | undefined> = new Map([
  ["ProjectDescriptions", (item) => text(item, "ProjectArn")],
  ["ProjectVersionDescriptions", (item) => text(item, "ProjectVersionArn")],
  ["DatasetEntries", (item) => (typeof item === "string" ? sourceOf(item) : undefined)],
  ["DatasetLabelDescriptions", (item) => text(item, "LabelName")],
  ["ProjectPolicies", (item) => text(item, "PolicyName")],
]);

/**
 * The key of an entry is its image: `UpdateDatasetEntries` finds the entry to change by it. A line without an image is
 * its own key.
 */
function sourceOf(line: string): string {
  try {
    return text(JSON.parse(line), "source-ref") ?? line;
  } catch {
    return line;
  }
}

function text(item: unknown, member: string): string | undefined {
  const value: unknown = typeof item === "object" && item !== null ? Reflect.get(item, member) : undefined;
  return typeof value === "string" ? value : undefined;
}
