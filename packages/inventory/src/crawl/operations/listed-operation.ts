import { type Listing, type PerRequest, positionsOf } from "@rekognition-rx/core";
import type { Observable } from "rxjs";
import type { Depth } from "../depth.js";
import type { Operation } from "../operation.js";
import type { CrawledOperation, PageContents, PagesRequest, ReadPage } from "./crawled-operation.js";
import { hasNext } from "./has-next.js";
import { type ParentKind, rekognitionPermission } from "./permission.js";

/** An operation that is a listing. */
export function listedOperation<Page extends TokenPage>(definition: {
  readonly operation: Operation;
  readonly depths: readonly Depth[];
  readonly parent?: ParentKind;
  readonly list: (request: PagesRequest, config: WalkConfig<Page>) => Listing<Page>;
  readonly read: (page: Page, parentArn: string) => PageContents;
}): CrawledOperation {
  const { operation, depths, parent, list, read } = definition;
  return {
    operation,
    depths,
    parent,
    permission: rekognitionPermission(operation, parent),
    async *pages(request): AsyncGenerator<ReadPage, void, undefined> {
      const { from, label, pageSize, signal, parentArn, perRequest } = request;
      const listing = list(request, {
        label,
        pageSize,
        signal,
        perRequest: (page$, pageRequest) => perRequest(page$, pageRequest) as Observable<Page>,
      });
      for await (const { page, resumeToken } of positionsOf(from === undefined ? listing : listing.resumeFrom(from))) {
        yield { ...read(page, parentArn), resumeToken, isLast: !hasNext(page) };
      }
    },
  };
}

/** The part of a listing's configuration that a walk gives. */
export interface WalkConfig<Page> {
  readonly label: string;
  readonly pageSize: number | undefined;
  readonly perRequest: PerRequest<Page>;
  readonly signal: AbortSignal;
}

interface TokenPage {
  readonly NextToken?: string | undefined;
}
