import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server for the services that the guide walks beside Rekognition. */
export interface OtherServices {
  /** What leads the SDK's own clients to it. */
  readonly env: Readonly<Record<string, string>>;
  /** What it answered, in order: `ScanCommand 2`, the operation and the number of the page. */
  readonly answered: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Answers each operation with two pages on the wire of its service, and refuses all else. */
export async function startOtherServices(): Promise<OtherServices> {
  const answered: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = await askedBy(request);
    const operation = OPERATIONS.find(({ isAsked }) => isAsked(asked));
    if (operation === undefined) {
      response.writeHead(400).end();
      return;
    }
    const isSecond = asked.text.includes("TWO") || asked.url.includes("TWO");
    answered.push(`${operation.name} ${isSecond ? 2 : 1}`);
    response.writeHead(200, { "content-type": operation.type }).end(isSecond ? operation.second : operation.first);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: Object.fromEntries(["S3", "DYNAMODB", "CLOUDWATCH_LOGS", "IAM"].map((id) => [`AWS_ENDPOINT_URL_${id}`, url])),
    answered,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Asked {
  readonly url: string;
  /** `DynamoDB_20120810.Scan`; `""` where the service speaks XML. */
  readonly target: string;
  readonly text: string;
}

async function askedBy(request: IncomingMessage): Promise<Asked> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += String(chunk);
  }
  return { url: request.url ?? "", target: String(request.headers["x-amz-target"] ?? ""), text };
}

const JSON_10 = "application/x-amz-json-1.0";
const JSON_11 = "application/x-amz-json-1.1";
const XML = "application/xml";

const OPERATIONS: readonly {
  readonly name: string;
  readonly isAsked: (asked: Asked) => boolean;
  readonly type: string;
  readonly first: string;
  readonly second: string;
}[] = [
  {
    name: "Scan",
    isAsked: ({ target }) => target.endsWith(".Scan"),
    type: JSON_10,
    first: JSON.stringify({ Items: [{ id: { S: "a" } }], LastEvaluatedKey: { id: { S: "TWO" } } }),
    second: JSON.stringify({ Items: [{ id: { S: "b" } }] }),
  },
  {
    name: "FilterLogEvents",
    isAsked: ({ target }) => target.endsWith(".FilterLogEvents"),
    type: JSON_11,
    first: JSON.stringify({ events: [{ message: "a" }], nextToken: "TWO" }),
    second: JSON.stringify({ events: [{ message: "b" }] }),
  },
  {
    name: "GetLogEvents",
    isAsked: ({ target }) => target.endsWith(".GetLogEvents"),
    type: JSON_11,
    first: JSON.stringify({ events: [{ message: "a" }], nextForwardToken: "TWO" }),
    second: JSON.stringify({ events: [], nextForwardToken: "TWO" }),
  },
  {
    name: "ListObjectsV2",
    isAsked: ({ url }) => url.startsWith("/my-bucket") && url.includes("list-type=2"),
    type: XML,
    first: `<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>a</Key></Contents><NextContinuationToken>TWO</NextContinuationToken></ListBucketResult>`,
    second: `<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>b</Key></Contents></ListBucketResult>`,
  },
  {
    name: "ListUsers",
    isAsked: ({ text }) => text.includes("Action=ListUsers"),
    type: XML,
    first: `<ListUsersResponse><ListUsersResult><IsTruncated>true</IsTruncated><Marker>TWO</Marker><Users><member><UserName>ann</UserName></member></Users></ListUsersResult></ListUsersResponse>`,
    second: `<ListUsersResponse><ListUsersResult><IsTruncated>false</IsTruncated><Users><member><UserName>bob</UserName></member></Users></ListUsersResult></ListUsersResponse>`,
  },
];
