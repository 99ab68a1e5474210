import { afterEach, vi } from "vitest";
import type { Operation } from "../../src/operations/operation.js";
import { ServiceError } from "../../src/wire/service-error.js";
import { modelViolations } from "./model-violations.js";
import { ofEveryOperation, serviceModel } from "./service-model.js";

/**
 * Holds every answer of every emulator of every test to the service model, before a fault changes it: an output has the
 * members, values and bounds of the model, and a refusal is one that the operation declares.
 */
const violations: string[] = [];

vi.mock(import("../../src/operations/operations.js"), async (importOriginal) => {
  const { operations } = await importOriginal();
  return { operations: new Map([...operations].map(([name, operation]) => [name, watched(name, operation)])) };
});

afterEach(() => {
  const found = violations.splice(0);
  if (found.length > 0) {
    throw new Error(`not by the service model: ${found.join("; ")}`);
  }
});

function watched(name: string, operation: Operation): Operation {
  const { output, errors } = serviceModel[name] ?? { output: undefined, errors: [] };
  return {
    ...operation,
    answer(json, context) {
      try {
        const answer = operation.answer(json, context);
        violations.push(...modelViolations(output, JSON.parse(answer.toString())).map((each) => `${name}${each}`));
        return answer;
      } catch (error) {
        const code = error instanceof ServiceError ? error.code : "no refusal";
        if (![...errors, ...ofEveryOperation].includes(code)) {
          violations.push(`${name} is refused with ${code}: ${String(error)}`);
        }
        throw error;
      }
    },
  };
}
