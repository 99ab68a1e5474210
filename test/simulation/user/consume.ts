import { iterate } from "./consume/iterate.js";
import { loopOver } from "./consume/loop-over.js";
import { processAll } from "./consume/process-all.js";
import { runTask } from "./consume/run-task.js";
import { subscribeTo } from "./consume/subscribe-to.js";
import type { Consumption } from "./consumption.js";

/** Consumes a listing as the program says; the answer leaves it from outside, where there is a way to. */
export function consume(consumption: Consumption): (() => void) | undefined {
  const { consumer } = consumption.watch.record.facts.spec;
  switch (consumer.kind) {
    case "subscribe":
      return subscribeTo(consumption, consumer);
    case "toTaskEither":
      runTask(consumption);
      return undefined;
    case "for await":
      void loopOver(consumption, consumer);
      return undefined;
    case "iterator":
      return iterate(consumption, consumer);
    case "processPages":
      return processAll(consumption, consumer);
  }
}
