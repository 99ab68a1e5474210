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

/** The options of {@link createBackend}. Times are in milliseconds. */
export interface BackendOptions {
  /** A client of the account and region that the server serves. */
  readonly client: RekognitionClient;
  /** Whether it writes a log to stdout, in pino's JSON. @defaultValue false */
  readonly isLogged?: boolean | undefined;
  /** Runs before every route except `/health` and `/ready`. @defaultValue none: everybody may read */
  readonly authenticate?: onRequestAsyncHookHandler | undefined;
  /** Host names and addresses of the server, without ports, in addition to those of this machine. @defaultValue none */
  readonly hosts?: readonly string[] | undefined;
  /** Whether requests to the service make OpenTelemetry spans. @defaultValue false */
  readonly isTraced?: boolean | undefined;
  /** The time between polls of the projects. @defaultValue 5 000 */
  readonly every?: number | undefined;
  /** The least time between rounds that read the models of each project. @defaultValue 60 000 */
  readonly modelsEvery?: number | undefined;
  /**
   * The time after which a request to the service is not tried again. A listing that has waited so long for its first
   * request is refused.
   *
   * @defaultValue 10 000
   */
  readonly patience?: number | undefined;
  /** The most listings at a time. @defaultValue 100 */
  readonly maxListings?: number | undefined;
  /** The most clients of the live stream at a time. @defaultValue 1 000 */
  readonly maxListeners?: number | undefined;
  /** How many events are kept for clients that reconnect. @defaultValue 1 000 */
  readonly history?: number | undefined;
  /** The time between comments, which keep a quiet live stream open. @defaultValue 15 000 */
  readonly heartbeat?: number | undefined;
  /** The most bytes of events that may wait for a slow client. @defaultValue 1 MiB */
  readonly pendingLimit?: number | undefined;
  /** The time after which a client that reads nothing is cut off. @defaultValue 60 000 */
  readonly stallTimeout?: number | undefined;
  /** The time that streams have to end when the server stops. @defaultValue 3 000 */
  readonly grace?: number | undefined;
}

/** Makes the server, ready to listen. It does not close the client: do that after you close the server. */
export function createBackend(options: BackendOptions): FastifyInstance {
  const { client, patience = 10_000, isTraced = false, stallTimeout = 60_000, grace = 3_000 } = options;
  const account = accountOf(client, { patience, isTraced });
  const listings = new OpenStreams(options.maxListings ?? 100);
  const listeners = new OpenStreams(options.maxListeners ?? 1_000);

  const app = fastify({
    logger: options.isLogged ?? false,
    // The framework has a time limit for the stop, too: it must be longer than the grace time.
    pluginTimeout: grace + 10_000,
    // A request that reaches no route gets an error in the same shape as all others.
    frameworkErrors: ({ statusCode = 400 }, _, { raw }) => {
      const body = JSON.stringify(plainError(statusCode));
      const type = "application/json; charset=utf-8";
      raw.writeHead(statusCode, { ...HEADERS, "content-type": type, "content-length": body.length }).end(body);
    },
    clientErrorHandler: refuseUnreadable,
    // An unknown parameter is refused, not dropped. A single value is taken as a list of one.
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
  // Probes come by address and without credentials: the checks that follow do not apply to them.
  void app.register(async (app) => {
    app.addHook("onRequest", hostCheck([...THIS_MACHINE, ...(options.hosts ?? [])]));
    // AUTHENTICATION GOES HERE: everybody who can reach this port sees every project of the account.
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

  // Streams end before the server closes. It waits for its connections: because of an open stream it would never close.
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

/** No CORS: pages of other origins cannot read the answers. */
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
