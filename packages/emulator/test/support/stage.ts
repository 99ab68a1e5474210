import type { Emulator, EmulatorOptions, JsonObject } from "@rekognition-rx/emulator";
import { call } from "./call.js";
import { start } from "./start.js";

/** An emulator with a clock that stands still, and short words for talking to it. */
export interface Stage {
  readonly emulator: Emulator;
  /** What an operation answers; throws for a refusal. */
  readonly ok: (operation: string, input: unknown, who?: Who) => Promise<JsonObject>;
  /** The name of the error that an operation is refused with, or "OK". */
  readonly refusal: (operation: string, input: unknown, who?: Who) => Promise<string>;
  /** Lets so many milliseconds pass. */
  readonly pass: (ms: number) => void;
}

type Who = { readonly accessKeyId?: string; readonly region?: string };

/** When a stage's clock stands. */
export const stageMs = 1_800_000_000_000;

export async function stage(options: EmulatorOptions = {}): Promise<Stage> {
  const emulator = await start({ clock: () => stageMs, ...options });
  return {
    emulator,
    ok: async (operation, input, who) => {
      const { status, json, text } = await call(emulator, operation, input, who);
      if (status !== 200) {
        throw new Error(`${operation} was refused: ${text}`);
      }
      return json;
    },
    refusal: async (operation, input, who) => {
      const { status, json } = await call(emulator, operation, input, who);
      return status === 200 ? "OK" : String(json["__type"]);
    },
    pass: (ms) => emulator.advance(ms),
  };
}
