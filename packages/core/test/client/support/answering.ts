import type { RekognitionClientConfig } from "@aws-sdk/client-rekognition";

/** What a client sent. */
export interface SentRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A configuration whose requests go nowhere: each is noted, and answered with the next of the answers. */
export function answering(...answers: readonly (object | { readonly error: string } | Error)[]): {
  readonly config: RekognitionClientConfig;
  readonly sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  const handle = (request: SentRequest): Promise<{ response: object }> => {
    const answer = answers[Math.min(sent.length, answers.length - 1)] ?? {};
    sent.push({ headers: { ...request.headers }, body: request.body });
    if (answer instanceof Error) {
      return Promise.reject(answer);
    }
    const failed = "error" in answer;
    const text = JSON.stringify(failed ? { __type: answer.error, message: "as asked" } : answer);
    return Promise.resolve({
      response: {
        statusCode: failed ? 400 : 200,
        headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "1" },
        body: new TextEncoder().encode(text),
      },
    });
  };
  return {
    sent,
    config: {
      region: "us-east-1",
      credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
      requestHandler: { handle: handle as never },
    },
  };
}
