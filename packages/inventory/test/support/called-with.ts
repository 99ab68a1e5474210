import { vi } from "vitest";
import { rekognitionInventory } from "../../src/command/rekognition-inventory.js";

/** What the command comes to in this process: a start of a process costs a third of a second. */
export async function calledWith(
  args: readonly string[],
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text, ...more: readonly unknown[]) => {
      written[name] += typeof text === "string" ? text : Buffer.from(text).toString();
      const done = more.find((each) => typeof each === "function");
      if (done !== undefined) {
        queueMicrotask(() => (done as () => void)());
      }
      return true;
    }),
  );
  try {
    return { code: await rekognitionInventory(args), ...written };
  } finally {
    for (const spy of spies) {
      spy.mockRestore();
    }
  }
}
