/** What came back from {@link post}. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A request as an SDK would send it, signed by anyone. */
export async function post(
  url: string,
  body: unknown,
  change: {
    readonly method?: string;
    readonly path?: string;
    /** `undefined` leaves a header out. */
    readonly headers?: Readonly<Record<string, string | undefined>>;
  } = {},
): Promise<Reply> {
  const headers = new Headers();
  const wanted = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "RekognitionService.DescribeProjects",
    authorization: authorization(),
    ...change.headers,
  };
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined) {
      headers.set(name, value);
    }
  }
  const method = change.method ?? "POST";
  const response = await fetch(new URL(change.path ?? "/", url), {
    method,
    headers,
    ...(method === "GET" || method === "HEAD" ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: unknown = text.startsWith("{") && text.endsWith("}") ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, json: json as Reply["json"] };
}

/** An `Authorization` header of Signature Version 4. */
export function authorization({
  accessKeyId = "AKIDEXAMPLE",
  region = "us-east-1",
  service = "rekognition",
}: {
  readonly accessKeyId?: string;
  readonly region?: string;
  readonly service?: string;
} = {}): string {
  const scope = `${accessKeyId}/20261123/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`;
}
