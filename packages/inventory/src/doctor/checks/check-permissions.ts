import { operationsAt } from "../../crawl/operations/operations-at.js";
import type { Check } from "../check.js";
import { notChecked } from "../not-checked.js";

/** Whether each account and region allows what the depth asks for, one operation after the other. */
export const checkPermissions: Check = async (examination) => {
  const actions = operationsAt(examination.depth).map(({ permission }) => permission.action);
  const visits = await examination.visits();
  if (visits._tag === "NoTargets") {
    return actions.map((action) => notChecked(action, undefined, visits.reason));
  }
  const permissions = visits.visits.map((visit) => visit.permissions);
  return actions.flatMap((action) => permissions.flatMap((found) => found.filter(({ check }) => check === action)));
};
