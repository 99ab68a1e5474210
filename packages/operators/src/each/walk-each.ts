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
  /** The parents in a page of parents. By default the projects or versions in it. */
  readonly parentsOf?: ((page: ParentPage) => readonly Parent[]) | undefined;
  /** What a parent is known by. By default its ARN. */
  readonly key?: ((parent: Parent) => string) | undefined;
  /**
   * Children that are walked at the same time.
   *
   * @defaultValue 4
   */
  readonly concurrency?: number | undefined;
  /**
   * Pages of each open child that are fetched ahead of the consumer. With 0 one page is asked for at a time, of one child.
   *
   * @defaultValue 1
   */
  readonly prefetch?: number | undefined;
  /**
   * `"parent"` gives the children in the order of their parents, each whole before the next; `"arrival"` gives pages as they come.
   *
   * @defaultValue "parent"
   */
  readonly order?: "parent" | "arrival" | undefined;
  /**
   * What becomes of a child that fails, as that of a project which was deleted meanwhile: `"error"` ends the walk, which can
   * be resumed; `"skip"` goes on with the other children; a function is called with the error and the parent, and the walk
   * goes on unless it throws.
   *
   * An object that the function returns comes as a page, in the place of those that the child lacks: a dead letter that is
   * committed together with the position that passes the child over, and so is written once, wherever the walk is killed.
   *
   * @defaultValue "error"
   * @see `resourceFailureOf` of core, for failures that are about one child only.
   */
  readonly onChildError?: "error" | "skip" | ((error: unknown, parent: Parent) => Returned) | undefined;
  /** Wraps every request, of parents and of children: one limiter for each operation by `request.operation`. */
  readonly perRequest?: PerRequest<unknown> | undefined;
}

/**
 * Walks the child of each parent: the versions of each project, the entries of each dataset. A listing of the children's
 * pages, each with its parent.
 *
 * - Some children are walked at once (`concurrency`), each of them a page ahead at most (`prefetch`): for pulls, demand goes
 *   through to the requests. Memory is bounded by the open children.
 * - Its resume token says where the parents stand and where each open child stands: walked again from there, in this
 *   process or another, each page of each child comes once, and no parent is left out. What was created meanwhile after
 *   that place is walked, what was deleted is not.
 * - It is a listing: three levels are `walkEach` of `walkEach`, and `retryThrottled()` after it asks for the page that failed.
 * - `restartOnExpiredToken()` around the child begins that child alone again when its token has expired; around the parents,
 *   their listing. What one walk has delivered does not come again; what an earlier process has delivered may, since a child
 *   that was resumed begins again at page one.
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
 * @param childOf - the listing of one parent's child; `undefined` where it has none.
 * @throws TypeError, RangeError for arguments that cannot work, at once.
 * Errors of the stream: a `ListingError` whose `cause` is what a child, or the parents' listing, failed with.
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
      // A child that has begun again stands where it stood before. Parents and children each look for repetitions themselves.
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

/** What comes for a child that failed: of what `onChildError` returns, the objects. */
export type PageInstead<Returned> = Exclude<Extract<Returned, object>, PromiseLike<unknown>>;

/** @throws TypeError for a promise: the walk would be past the child before it says what comes instead. */
function pageInstead<Returned>(returned: Returned): PageInstead<Returned> | undefined {
  if (typeof returned !== "object" || returned === null) {
    return undefined;
  }
  if ("then" in returned) {
    throw new TypeError("walkEach: onChildError must answer at once, and returned a promise");
  }
  return returned as PageInstead<Returned>;
}
