import { checkMethods } from "./check-methods.js";

/** @throws TypeError for a value that is not a scheduler; `undefined` is the default one. */
export function checkScheduler(caller: string, scheduler: unknown): void {
  if (scheduler !== undefined) {
    checkMethods(`${caller}: scheduler`, scheduler, "a scheduler of rxjs, such as asyncScheduler", ["now", "schedule"]);
  }
}
