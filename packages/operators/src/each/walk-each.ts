import {
  isListing,
  type Listing,
  listingFrom,
  type ListingConfig,
  type PerRequest,
  withPerRequest,
} from "@rekognition-rx/core";
import { asGiven } from "../arguments/as-given.js";
import { checkCallbacks } from "../arguments/check-callbacks.js";
import { checkChoice } from "../arguments/check-choice.js";
import { checkCount } from "../arguments/check-count.js";
import { checkFunction } from "../arguments/check-function.js";
import { checkOptions } from "../arguments/check-options.js";
import type { EachPage } from "./each-page.js";
import { EachWalk } from "./each-walk.js";
import { keyOfParent, type ParentIn, parentsIn } from "./parents-in.js";

/** How {@link walkEach} walks. */
export interface WalkEachOptions<ParentPage, Parent, Returned = unknown> extends Pick<
  ListingConfig<unknown, never>,
  "checkpoint" | "label" | "maxPages" | "signal"
> {
  /** Gives the parents in a page of the parents' listing. By default the projects or versions in it. */
  readonly parentsOf?: ((page: ParentPage) => readonly Parent[]) | undefined;
  /** Gives the key of a parent. By default its ARN. */
  readonly key?: ((parent: Parent) => string) | undefined;
  /**
   * How many children are walked at the same time.
   *
   * @defaultValue 4
   */
  readonly concurrency?: number | undefined;
  /**
   * How many pages of each open child are fetched ahead of the consumer. With 0, one page of one child is asked for at
   * a time.
   *
   * @defaultValue 1
   */
  readonly prefetch?: number | undefined;
  /**
   * `"parent"` gives the children in the order of their parents, each complete before the next; `"arrival"` gives pages
   * as they come.
   *
   * @defaultValue "parent"
   */
  readonly order?: "parent" | "arrival" | undefined;
  /**
   * What happens when a child fails, for example because its project was deleted meanwhile: `"error"` ends the walk,
   * which can be resumed; `"skip"` goes on with the other children; a function is called with the error and the parent,
   * and the walk goes on unless the function throws.
   *
   * If the function returns an object, this object comes as a page, in place of the pages that the child lacks. It is a
   * dead letter. Commit it together with its `NextToken`, the position after this child: then it is written exactly
   * once, wherever the walk is killed.
   *
   * @defaultValue "error"
   * @see `resourceFailureOf` of core, for failures that are about one child only.
   */
  readonly onChildError?: "error" | "skip" | ((error: unknown, parent: Parent) => Returned) | undefined;
  /** Wraps every request of parents and children. For one limiter per operation, use `request.operation`. */
  readonly perRequest?: PerRequest<unknown> | undefined;
}

/**
 * Walks the child of each parent: the versions of each project, or the entries of each dataset. The result is a listing
 * of the children's pages, each with its parent.
 *
 * - Several children are walked at the same time (`concurrency`), each of them at most `prefetch` pages ahead. With
 *   `for await` and `processPages`, further requests are made only as you take pages. Memory is bounded by the number
 *   of open children.
 * - Its resume token has the position of the parents and of each open child. If you resume from it, in this process or
 *   another, each page of each child comes once as long as no token has expired, and no parent is left out. Parents
 *   and children that were created meanwhile after that position are walked, deleted ones are not.
 * - The result is a listing: for three levels, use `walkEach` on a `walkEach`. A `retryThrottled()` after it asks again
 *   only for the page that failed.
 * - With `restartOnExpiredToken()` on a child, only this child begins again when its token has expired. With it on the
 *   parents, their listing begins again. What this walk has delivered does not come again. What an earlier process has
 *   delivered may come again, since a resumed child begins again at page one.
 *
 * @example
 * ```ts
 * import { describeProjects$, describeProjectVersions$, rekognitionClient } from "@rekognition-rx/core";
 * import { adaptiveLimiter, limiterRegistry, paced, walkEach } from "@rekognition-rx/operators";
 *
 * const client = rekognitionClient();
 * const limiters = limiterRegistry(() => adaptiveLimiter());
 * const scope = { account: "111122223333", region: "us-east-1" };
 * const versions = walkEach(
 *   describeProjects$({ client }),
 *   ({ ProjectArn = "" }) => describeProjectVersions$({ client }, { ProjectArn }),
 *   {
 *     perRequest: (page$, request) =>
 *       paced(limiters.limiter({ ...scope, operation: request.operation }))(page$, request),
 *     onChildError: "skip",
 *   },
 * );
 * for await (const { parent, page } of versions) {
 *   console.log(parent.ProjectArn, page.ProjectVersionDescriptions?.length ?? 0);
 * }
 * ```
 *
 * @param parents - a listing of parents.
 * @param childOf - gives the listing that is the child of a parent; `undefined` if the parent has none. Give `checkpoint`
 * to the walk, and not to a child: a child's own is called as soon as the walk has taken its page, before your consumer
 * has it, and if it fails, the child has failed.
 * @throws TypeError, RangeError for arguments that cannot work, at once.
 * Errors of the stream: a `ListingError` whose `cause` is the error of a child, or of the parents' listing.
 */
export function walkEach<ParentPage, Page, Parent = ParentIn<ParentPage>, Returned = never>(
  parents: Listing<ParentPage>,
  childOf: (parent: Parent) => Listing<Page> | undefined,
  options: WalkEachOptions<NoInfer<ParentPage>, Parent, Returned> = {},
): Listing<EachPage<Parent, Page | PageInstead<Returned>>> {
  if (!isListing(parents)) {
    throw new TypeError(
      `walkEach: the parents must be a listing, such as describeProjects$(...), not ${asGiven(parents)}`,
    );
  }
  checkFunction("walkEach: childOf", childOf, "that gives the listing of a parent's child");
  checkOptions("walkEach", options);
  const {
    parentsOf,
    key,
    concurrency = 4,
    prefetch = 1,
    order = "parent",
    onChildError = "error",
    perRequest,
  } = options;
  checkCallbacks("walkEach", { parentsOf, key, perRequest, checkpoint: options.checkpoint });
  checkCount("walkEach: concurrency", concurrency, 1);
  checkCount("walkEach: prefetch", prefetch, 0);
  checkChoice("walkEach: order", order, ["parent", "arrival"]);
  if (typeof onChildError !== "function") {
    checkChoice("walkEach: onChildError", onChildError, ["error", "skip"], "or a function");
  }
  const wrapped = <Each>(listing: Listing<Each>): Listing<Each> =>
    perRequest === undefined ? listing : withPerRequest(listing, perRequest as PerRequest<Each>);

  return listingFrom<EachPage<Parent, Page | PageInstead<Returned>>>(
    {
      operation: "walkEach",
      // A child that has begun again comes to positions where it was before. Parents and children check for repeated
      // tokens themselves.
      mayRepeat: true,
      begin: (tools) =>
        new EachWalk<ParentPage, Parent, Page | PageInstead<Returned>>(
          {
            parents: wrapped(parents),
            parentsOf: parentsOf ?? ((page) => parentsIn(page) as readonly Parent[]),
            keyOf: key ?? keyOfParent,
            childOf: (parent) => {
              const child = childOf(parent);
              if (child !== undefined && !isListing(child)) {
                throw new TypeError(`walkEach: childOf must give a listing or undefined, not ${asGiven(child)}`);
              }
              return child === undefined ? undefined : wrapped(child);
            },
            concurrency,
            prefetch,
            order,
            signal: options.signal,
            onChildError: (error, parent) => {
              if (onChildError === "error") {
                throw error;
              }
              return onChildError === "skip" ? undefined : pageInstead(onChildError(error, parent));
            },
          },
          tools,
        ),
    },
    { checkpoint: options.checkpoint, label: options.label, maxPages: options.maxPages, signal: options.signal },
  );
}

/** The type of the pages that come for failed children: those values of `onChildError` that are objects. */
export type PageInstead<Returned> = Exclude<Extract<Returned, object>, PromiseLike<unknown>>;

/** @throws TypeError for a promise: the walk would be past the child before the promise gives the page. */
function pageInstead<Returned>(returned: Returned): PageInstead<Returned> | undefined {
  if (typeof returned !== "object" || returned === null) {
    return undefined;
  }
  if ("then" in returned) {
    // It may be rejected later. The error below says what is wrong.
    Promise.resolve(returned).catch(() => undefined);
    throw new TypeError("walkEach: onChildError must return a page or undefined, not a promise");
  }
  return returned as PageInstead<Returned>;
}
