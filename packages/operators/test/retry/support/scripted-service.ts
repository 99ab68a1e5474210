import type { DescribeProjectsCommand, DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import type { PageClient } from "@rekognition-rx/core";

/** A client that answers as a script says, and the requests that it was sent. */
export interface ScriptedService {
  readonly client: PageClient<DescribeProjectsCommandOutput, DescribeProjectsCommand>;
  readonly sent: readonly SentRequest[];
}

/** One request, as the client was given it. */
interface SentRequest {
  readonly token: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Stands in for the service.
 *
 * @param answer - what request `number` (from 0) is answered with; what it throws rejects.
 */
export function scriptedService(
  answer: (
    token: string | undefined,
    number: number,
  ) => DescribeProjectsCommandOutput | Promise<DescribeProjectsCommandOutput>,
): ScriptedService {
  const sent: SentRequest[] = [];
  const client: ScriptedService["client"] = {
    send: async (command, options) => {
      sent.push({ token: command.input.NextToken, signal: options?.abortSignal });
      return answer(command.input.NextToken, sent.length - 1);
    },
  };
  return { client, sent };
}

/** A service of these pages, whose tokens are the pages' numbers; `fault` may throw before any answer. */
export function serviceOf(pages: readonly (readonly string[])[], fault?: (number: number) => void): ScriptedService {
  return scriptedService((token, number) => {
    fault?.(number);
    const index = token === undefined ? 0 : Number(token);
    return page(pages[index] ?? [], index + 1 < pages.length ? String(index + 1) : undefined);
  });
}

/** A page of projects with these names for ARNs. */
export function page(names: readonly string[], nextToken?: string): DescribeProjectsCommandOutput {
  return {
    $metadata: { httpStatusCode: 200 },
    ProjectDescriptions: names.map((name) => ({ ProjectArn: name })),
    ...(nextToken === undefined ? {} : { NextToken: nextToken }),
  };
}

/** The names in a page. */
export function namesIn(answer: DescribeProjectsCommandOutput): readonly (string | undefined)[] {
  return (answer.ProjectDescriptions ?? []).map((project) => project.ProjectArn);
}
