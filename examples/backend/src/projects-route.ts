import { Readable } from "node:stream";
import type { CustomizationFeature } from "@aws-sdk/client-rekognition";
import { describeProjects$ } from "@rekognition-rx/core";
import type { PacedPerRequest } from "@rekognition-rx/operators";
import type { FastifyInstance } from "fastify";
import { defer } from "rxjs";
import type { Account } from "./account.js";
import type { OpenStreams } from "./open-streams.js";
import { Problem, problemOf } from "./problem.js";
import { projectLines } from "./project-lines.js";

export interface ProjectsRouteOptions {
  readonly account: Account;
  readonly streams: OpenStreams;
  /** Milliseconds that a listing may wait for its first request, while requests of other listings go first. */
  readonly patience: number;
  /** Milliseconds after which a client that reads nothing is cut off. */
  readonly stallTimeout: number;
}

interface ProjectsQuery {
  readonly name?: string[];
  readonly feature?: CustomizationFeature[];
}

const FEATURES: CustomizationFeature[] = ["CUSTOM_LABELS", "CONTENT_MODERATION"];

/** The filters that a client can use. Anything else is refused, so that a misspelt filter does not list everything. */
const QUERY = {
  type: "object",
  additionalProperties: false,
  properties: {
    // The service takes ten names per request: five requests at most.
    name: { type: "array", maxItems: 50, items: { type: "string", pattern: "^[a-zA-Z0-9_.-]{1,255}$" } },
    feature: { type: "array", maxItems: 2, items: { type: "string", enum: FEATURES } },
  },
};

/** `GET /projects`: NDJSON, one project per line, as the pages arrive and as fast as the client reads them. */
export function projectsRoute(
  app: FastifyInstance,
  { account, streams, patience, stallTimeout }: ProjectsRouteOptions,
): void {
  app.get<{ Querystring: ProjectsQuery }>(
    "/projects",
    // HEAD would walk the whole listing for nothing.
    { schema: { querystring: QUERY }, exposeHeadRoute: false },
    async (request, reply) => {
      const { name, feature = FEATURES } = request.query;
      const signal = streams.open(reply.raw);
      reply.raw.setTimeout(stallTimeout);
      const queue = new AbortController();
      const inQueue = setTimeout(() => queue.abort(new Problem("queued")), patience);
      const perRequest: PacedPerRequest = (page$, page) =>
        account.pageOfProjects(
          defer(() => {
            clearTimeout(inQueue);
            return page$;
          }),
          page,
        );
      const listing = describeProjects$(
        // No `prefetch`: the stream reads one chunk ahead already, and a chunk is a page.
        { client: account.client, perRequest, signal: AbortSignal.any([signal, queue.signal]) },
        { ProjectNames: name, Features: feature },
      );
      const lines = projectLines(listing, (error) => {
        // A client that has left knows it already.
        if (!reply.raw.closed) {
          request.log.warn({ err: error }, "a listing ended before its last page");
        }
      });
      // Wait for the first page: until then, a failure can have a status of its own.
      const first = await lines
        .next()
        .catch((error: unknown) => {
          throw problemOf(error);
        })
        .finally(() => clearTimeout(inQueue));
      // A listing without any page has no lines: it asked for no names.
      const body = first.done === true ? "" : Readable.from(withFirst(first.value, lines));
      return reply.type("application/x-ndjson; charset=utf-8").send(body);
    },
  );
}

async function* withFirst(first: string, rest: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  yield first;
  yield* rest;
}
