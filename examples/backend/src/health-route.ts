import { describeProjects$ } from "@rekognition-rx/core";
import type { FastifyInstance } from "fastify";
import { firstValueFrom, map, ReplaySubject, share, take } from "rxjs";
import type { Account } from "./account.js";
import { problemOf } from "./problem.js";

/**
 * `GET /health`: the process is there. `GET /ready`: it has reached the service, with its credentials, once.
 *
 * Once is enough: with the service down, another copy of this server would have no more to serve, while this one can still
 * say since when.
 */
export function healthRoute(app: FastifyInstance, account: Account): void {
  // However many ask, it is one request at a time until one is answered, and none from then on.
  const reached$ = describeProjects$({ client: account.client, perRequest: account.pageOfProjects, pageSize: 1 }).pipe(
    take(1),
    map(() => ({ status: "ready" })),
    share({
      connector: () => new ReplaySubject(1),
      resetOnComplete: false,
      resetOnError: true,
      resetOnRefCountZero: false,
    }),
  );
  app.get("/health", () => ({ status: "ok" }));
  app.get("/ready", () =>
    firstValueFrom(reached$).catch((error: unknown) => {
      throw problemOf(error);
    }),
  );
}
