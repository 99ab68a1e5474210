import { defer, firstValueFrom } from "rxjs";
import type { Depth } from "../depth.js";
import type { Operation } from "../operation.js";
import type { CrawledOperation, PageContents, PagesRequest, ReadPage } from "./crawled-operation.js";
import { EmptyAnswerError } from "@rekognition-rx/core";
import { type ParentKind, rekognitionPermission } from "./permission.js";

/** An operation that answers once: a walk of one page. */
export function singleOperation<Answer extends object>(definition: {
  readonly operation: Operation;
  readonly depths: readonly Depth[];
  readonly parent: ParentKind;
  /** The member that the answer must have. */
  readonly member: keyof Answer & string;
  readonly send: (request: PagesRequest) => Promise<Answer>;
  readonly read: (answer: Answer, parentArn: string) => PageContents;
}): CrawledOperation {
  const { operation, depths, parent, member, send, read } = definition;
  const sent = async (request: PagesRequest): Promise<Answer> => {
    const answer = await send(request);
    if (answer[member] === undefined || answer[member] === null) {
      throw new EmptyAnswerError({ operation, member });
    }
    return answer;
  };
  return {
    operation,
    depths,
    parent,
    permission: rekognitionPermission(operation, parent),
    async *pages(request): AsyncGenerator<ReadPage, void, undefined> {
      const { label, parentArn, perRequest } = request;
      const answer$ = perRequest(
        defer(() => sent(request)),
        { operation, token: undefined, index: 0, label, resource: parentArn },
      );
      const answer = (await firstValueFrom(answer$)) as Answer;
      yield { ...read(answer, parentArn), resumeToken: "", isLast: true };
    },
  };
}
