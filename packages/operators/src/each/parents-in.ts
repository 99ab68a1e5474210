/** The lists of Custom Labels pages whose items have children. */
const LISTS = ["ProjectDescriptions", "ProjectVersionDescriptions"] as const;

/**
 * The type of the parents in a page: projects or versions. In a page of a nested walk, they are those of the child's
 * page.
 */
export type ParentIn<Page> = Page extends { readonly parent: unknown; readonly page: infer Inner }
  ? ParentIn<Inner>
  : Page extends { readonly ProjectDescriptions?: readonly (infer Project)[] | null | undefined }
    ? Project
    : Page extends { readonly ProjectVersionDescriptions?: readonly (infer Version)[] | null | undefined }
      ? Version
      : never;

/** @throws TypeError for a page without such a list. */
export function parentsIn(page: unknown): readonly unknown[] {
  const record = page as Readonly<Record<string, unknown>>;
  if ("parent" in record && "page" in record) {
    return parentsIn(record["page"]);
  }
  const list = LISTS.find((name) => name in record);
  const items = list === undefined ? undefined : (record[list] ?? []);
  if (!Array.isArray(items)) {
    throw new TypeError(
      `walkEach does not know which items of a page are parents (${Object.keys(record).join(", ")}); give it parentsOf: (page) => items`,
    );
  }
  return items as readonly unknown[];
}

/** The key of a parent: its ARN. */
export function keyOfParent(parent: unknown): string {
  const record = (typeof parent === "object" && parent !== null ? parent : {}) as Readonly<Record<string, unknown>>;
  const arn = ARNS.map((name) => record[name]).find((value) => typeof value === "string");
  if (typeof arn !== "string") {
    throw new TypeError(
      `walkEach does not know what identifies a parent (${Object.keys(record).join(", ") || String(parent)}); give it key: (parent) => string`,
    );
  }
  return arn;
}

/** The most specific ARN first. */
const ARNS = ["DatasetArn", "ProjectVersionArn", "ProjectArn"] as const;
