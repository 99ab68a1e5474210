import { expect, test } from "vitest";
import { versionsFinding } from "../../../src/doctor/checks/check-versions.js";

const NOW = Date.UTC(2026, 10, 29);

test.each([
  ["v20.19.0", "warning", "since 2026-04-30"],
  ["v22.12.0", "ok", "Node v22.12.0"],
  ["v24.1.0", "ok", "Node v24.1.0"],
  ["v25.0.0", "warning", "since 2026-06-01"],
  ["v99.0.0", "ok", "Node v99.0.0"],
])("Node %s is %s in November 2026", (node, outcome, words) => {
  const found = versionsFinding({ command: "1.2.3", node, sdk: "3.4.5" }, NOW);
  expect(found).toMatchObject({ check: "versions", outcome, target: null });
  expect(found.message).toContain(`rekognition-inventory 1.2.3, Node ${node}, AWS SDK 3.4.5`);
  expect(found.message).toContain(words);
  expect(found.remedy === null).toBe(outcome === "ok");
});
