import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { type FastifyError, fastify, type FastifyInstance, type onRequestAsyncHookHandler } from "fastify";
import { accountOf } from "./account.js";
import { healthRoute } from "./health-route.js";
import { hostCheck } from "./host-check.js";
import { LiveFeed } from "./live-feed.js";
import { liveRoute } from "./live-route.js";
import { OpenStreams } from "./open-streams.js";
import { pageRoute } from "./page-route.js";
import { plainError } from "./plain-error.js";
import { Problem } from "./problem.js";
import { projectsRoute } from "./projects-route.js";
import { refuseUnreadable } from "./refuse-unreadable.js";

/** What a {@link createBackend} may be given. Times are milliseconds. */
export interface BackendOptions {
  /** Of the account and region that it serves. */
  readonly client: RekognitionClient;
  /** Whether it writes a log to stdout, JSON by pino. @defaultValue false */
  readonly isLogged?: boolean | undefined;
  /** Runs before every route but `/health` and `/ready`. @defaultValue none: everybody may read */
  readonly authenticate?: onRequestAsyncHookHandler | undefined;
  /** Host names and addresses that it is known by, without ports, beside those of this machine. @defaultValue none */
  readonly hosts?: readonly string[] | undefined;
  /** Whether requests to the service make spans of OpenTelemetry. @defaultValue false */
  readonly isTraced?: boolean | undefined;
  /** Between polls of the projects. @defaultValue 5 000 */
  readonly every?: number | undefined;
  /** Between rounds in which each project is asked for its models, at least. @defaultValue 60 000 */
  readonly modelsEvery?: number | undefined;
  /**
   * After which a request to the service is not tried again, and a listing whose first request has not even been made is
   * refused.
   *
   * @defaultValue 10 000
   */
  readonly patience?: number | undefined;
  /** Listings at a time. @defaultValue 100 */
  readonly maxListings?: number | undefined;
  /** Clients of the live stream at a time. @defaultValue 1 000 */
  readonly maxListeners?: number | undefined;
  /** Events that are kept for clients that come back. @defaultValue 1 000 */
  readonly history?: number | undefined;
  /** Between comments on a quiet live stream. @defaultValue 15 000 */
  readonly heartbeat?: number | undefined;
  /** Bytes of events that may wait for a slow client. @defaultValue 1 MiB */
  readonly pendingLimit?: number | undefined;
  /** After which a client that takes nothing is cut off. @defaultValue 60 000 */
  readonly stallTimeout?: number | undefined;
  /** That streams have to end when the server stops. @defaultValue 3 000 */
  readonly grace?: number | undefined;
}

/** The server, ready to listen. Whoever closes it closes the client afterwards. */
export function createBackend(options: BackendOptions): FastifyInstance {
  const { client, patience = 10_000, isTraced = false, stallTimeout = 60_000, grace = 3_000 } = options;
  const account = accountOf(client, { patience, isTraced });
  const listings = new OpenStreams(options.maxListings ?? 100);
  const listeners = new OpenStreams(options.maxListeners ?? 1_000);

  const app = fastify({
    logger: options.isLogged ?? false,
    // The stop is timed by the framework, too: it must not be before it is over.
    pluginTimeout: grace + 10_000,
    // What gets to no route is answered in the shape of all errors, too.
    frameworkErrors: ({ statusCode = 400 }, _, { raw }) => {
      const body = JSON.stringify(plainError(statusCode));
      const type = "application/json; charset=utf-8";
      raw.writeHead(statusCode, { ...HEADERS, "content-type": type, "content-length": body.length }).end(body);
    },
    clientErrorHandler: refuseUnreadable,
    // What is not known is refused, not dropped; one value of a list is a list.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: "array" } },
  });
  const feed = new LiveFeed(account, {
    every: options.every ?? 5_000,
    modelsEvery: options.modelsEvery ?? 60_000,
    history: options.history ?? 1_000,
    onStale: (err) => app.log.warn({ err }, "a poll failed"),
    onModelsFailure: (err, arn) => app.log.warn({ err, arn }, "the models of a project are not known"),
  });

  app.addHook("onRequest", async (_, reply) => void reply.headers(HEADERS));
  app.setNotFoundHandler((_, reply) => reply.code(404).send(plainError(404)));
  app.setErrorHandler<FastifyError | Problem>((error, request, reply) => {
    if (error instanceof Problem) {
      request.log.warn({ err: error.cause ?? error }, error.message);
      if (error.retryAfter !== undefined) {
        void reply.header("retry-after", error.retryAfter);
      }
      if (error.code === "pipelined") {
        void reply.header("connection", "close");
      }
      return reply.code(error.statusCode).send(error.toJSON());
    }
    const { statusCode = 500, validation } = error;
    if (validation !== undefined) {
      return reply.code(400).send({ error: { code: "invalid", message: error.message } });
    }
    if (statusCode < 500) {
      return reply.code(statusCode).send(plainError(statusCode));
    }
    request.log.error({ err: error }, "a request failed");
    return reply.code(500).send(new Problem("internal").toJSON());
  });

  healthRoute(app, account);
  // Probes come by address and without credentials: what follows is not theirs.
  void app.register(async (app) => {
    app.addHook("onRequest", hostCheck([...THIS_MACHINE, ...(options.hosts ?? [])]));
    // AUTHENTICATION GOES HERE: whoever may reach this port sees every project of the account.
    if (options.authenticate !== undefined) {
      app.addHook("onRequest", options.authenticate);
    }
    pageRoute(app);
    projectsRoute(app, { account, streams: listings, patience, stallTimeout });
    liveRoute(app, {
      feed,
      streams: listeners,
      heartbeat: options.heartbeat ?? 15_000,
      pendingLimit: options.pendingLimit ?? 2 ** 20,
      stallTimeout,
    });
  });

  // Before the server closes, for it waits for its connections: an open stream would hold it up for good.
  let force: NodeJS.Timeout | undefined;
  app.addHook("preClose", async () => {
    const isOver = new Promise<void>((resolve) => {
      force = setTimeout(() => {
        app.server.closeAllConnections();
        resolve();
      }, grace);
    });
    await Promise.race([Promise.all([listings.end(), listeners.end()]), isOver]);
  });
  app.addHook("onClose", async () => clearTimeout(force));
  return app;
}

const THIS_MACHINE = ["127.0.0.1", "localhost", "[::1]"];

/** No CORS: the pages of other origins are not answered. */
const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
