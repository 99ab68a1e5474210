import type { RekognitionClientConfig } from "@aws-sdk/client-rekognition";

/** A request as it went out, without what is another each time. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A configuration whose requests go nowhere: each is noted, and answered by its number. */
export function answering(answer: (number: number) => { readonly status: number; readonly body: string }): {
  readonly config: RekognitionClientConfig;
  readonly sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  const handle = (request: SentRequest): Promise<{ readonly response: object }> => {
    const { method, path, headers, body } = request;
    const { status, body: text } = answer(sent.length);
    sent.push({ method, path, headers: withoutChance(headers), body });
    const answered = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": `request ${sent.length}` };
    return Promise.resolve({
      response: { statusCode: status, headers: answered, body: new TextEncoder().encode(text) },
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

/** The names all stay, and so does which headers are signed. */
function withoutChance(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { authorization, ...others } = headers;
  return {
    ...Object.fromEntries(
      Object.entries(others).map(([name, value]) => [name, CHANCE.has(name.toLowerCase()) ? "by chance" : value]),
    ),
    ...(authorization !== undefined && { authorization: authorization.replace(/\/\d{8}\/|Signature=.*/g, "") }),
  };
}

const CHANCE: ReadonlySet<string> = new Set(["amz-sdk-invocation-id", "x-amz-date", "x-amzn-trace-id"]);
