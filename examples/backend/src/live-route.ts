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
  /** Bytes that may wait for a client. */
  readonly pendingLimit: number;
  /** Milliseconds after which a client that takes nothing is cut off, heart-beats included. */
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
  // One timer for all of them.
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
      // A browser that connects by itself sends the header; a script that has to begin anew can only ask.
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

/** Without an id: it is no part of what is reported. */
function endOf(problem: Problem): string {
  return `event: end\ndata: ${JSON.stringify(problem)}\n\n`;
}

/** Milliseconds. */
const RECONNECT_AFTER = 1_000;
