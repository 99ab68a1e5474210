import type { PageTokens } from "../paging/page-tokens.js";
import type { JsonObject } from "../protocol/json-object.js";
import type { Home } from "../state/project.js";
import type { ProjectStore } from "../state/project-store.js";

/**
 * Answers a request of one operation with the JSON of its output, in UTF-8.
 *
 * Bytes and not an object, because what makes up a page is serialised already.
 *
 * @throws ServiceError for what the service would refuse
 */
export type Operation = (input: JsonObject, context: OperationContext) => Buffer;

/** What an operation works on. */
interface OperationContext {
  readonly home: Home;
  readonly projects: ProjectStore;
  readonly tokens: PageTokens;
}
