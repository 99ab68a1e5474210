import type { FastifyInstance } from "fastify";
import { concat, defer, EMPTY, fromEvent, interval, map, merge, of, share, startWith, takeUntil } from "rxjs";
import type { LiveFeed } from "./live-feed.js";
import type { OpenStreams } from "./open-streams.js";
import { Problem } from "./problem.js";
import { readableFrom } from "./readable-from.js";

export interface LiveRouteOptions {
  readonly feed: LiveFeed;
  readonly streams: OpenStreams;
  /** Milliseconds between comments that keep a quiet connection open. */
  readonly heartbeat: number;
  /** The most bytes that may wait for a client. */
  readonly pendingLimit: number;
  /** Milliseconds after which a client that reads nothing, not even heartbeats, is cut off. */
  readonly stallTimeout: number;
}

const QUERY = {
  type: "object",
  additionalProperties: false,
  properties: { lastEventId: { type: "string", maxLength: 64 } },
};

/** `GET /projects/live`: server-sent events of the feed. */
export function liveRoute(
  app: FastifyInstance,
  { feed, streams, heartbeat, pendingLimit, stallTimeout }: LiveRouteOptions,
): void {
  // One timer for all clients.
  const heartbeat$ = interval(heartbeat).pipe(
    map(() => ":\n\n"),
    share(),
  );
  app.get<{ Querystring: { readonly lastEventId?: string } }>(
    "/projects/live",
    { schema: { querystring: QUERY }, exposeHeadRoute: false },
    (request, reply) => {
      const signal = streams.open(reply.raw);
      reply.raw.setTimeout(stallTimeout);
      // A browser that reconnects by itself sends the header. A script that opens a new stream can only send the parameter.
      const lastId = request.headers["last-event-id"]?.toString() ?? request.query.lastEventId;
      const live$ = merge(feed.listen(lastId), heartbeat$).pipe(
        startWith(`retry: ${RECONNECT_AFTER}\n\n`),
        takeUntil(fromEvent(signal, "abort")),
      );
      const end$ = defer(() => (signal.reason instanceof Problem ? of(endOf(signal.reason)) : EMPTY));
      return reply
        .type("text/event-stream; charset=utf-8")
        .header("x-accel-buffering", "no")
        .send(readableFrom(concat(live$, end$), pendingLimit));
    },
  );
}

/** Without an id: it is not an event of the account. */
function endOf(problem: Problem): string {
  return `event: end\ndata: ${JSON.stringify(problem)}\n\n`;
}

/** Milliseconds. */
const RECONNECT_AFTER = 1_000;
