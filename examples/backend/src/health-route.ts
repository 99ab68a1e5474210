import { describeProjects$ } from "@rekognition-rx/core";
import type { FastifyInstance } from "fastify";
import { firstValueFrom, map, ReplaySubject, share, take } from "rxjs";
import type { Account } from "./account.js";
import { problemOf } from "./problem.js";

/**
 * `GET /health`: the process runs. `GET /ready`: it has reached the service once, with its credentials.
 *
 * Once is enough. When the service is down, another copy of this server could not serve more, and this one can at least say
 * since when its data are old.
 */
export function healthRoute(app: FastifyInstance, account: Account): void {
  // However many probes ask, there is one request at a time until one succeeds, and none after that.
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
