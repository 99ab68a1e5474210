import { ListTagsForResourceCommand, type ListTagsForResourceCommandOutput } from "@aws-sdk/client-rekognition";
import { isLeft } from "fp-ts/lib/Either.js";
import { record, string } from "io-ts";
import { decodeErrorFrom } from "@rekognition-rx/core";
import { invalidRecord } from "../../records/invalid-record.js";
import type { TagRecord } from "../../records/tag-record.js";
import type { CrawledOperation, PageContents } from "./crawled-operation.js";
import { singleOperation } from "./single-operation.js";

export const listTagsForResource: CrawledOperation = singleOperation<ListTagsForResourceCommandOutput>({
  operation: "ListTagsForResource",
  depths: ["versions"],
  parent: "version",
  member: "Tags",
  send: ({ client, parentArn, signal }) =>
    client.send(new ListTagsForResourceCommand({ ResourceArn: parentArn }), { abortSignal: signal }),
  read: ({ Tags: tags }, versionArn) => readTags(tags, versionArn),
});

function readTags(raw: unknown, versionArn: string): PageContents {
  const decoded = Tags.decode(raw);
  if (isLeft(decoded)) {
    return { records: [], invalid: [invalidRecord(decodeErrorFrom(decoded.left), raw)] };
  }
  const records = Object.entries(decoded.right).map(([key, value]): TagRecord => ({
    _tag: "Tag",
    versionArn,
    key,
    value,
  }));
  return { records, invalid: [] };
}

const Tags = record(string, string);
