import type { OutputStream } from "../report/output-stream.js";
import { statusLine, statusText } from "../report/status-text.js";
import type { SweepStatus } from "../sweep/sweep-engine.js";
import { LiveLines } from "./live-lines.js";

/**
 * Shows how far a sweep has come, until it is ended: a table that is drawn over and over, or a line now and then for a
 * log.
 *
 * @param read - asks the database. If it fails, it is asked again the next time.
 * @returns a function that ends it.
 */
export function showSweep(
  { stream, isLive }: { readonly stream: OutputStream; readonly isLive: boolean },
  read: () => Promise<SweepStatus | undefined>,
): () => void {
  const live = isLive ? new LiveLines(stream) : undefined;
  let isEnded = false;
  let shown = "";
  const show = async (): Promise<void> => {
    const status = await read().catch(() => undefined);
    if (status === undefined || isEnded) {
      return;
    }
    if (live !== undefined) {
      live.draw(
        statusText(status)
          .split("\n")
          .slice(0, Math.max(1, (stream.rows || 24) - 1)),
      );
      return;
    }
    const line = statusLine(status);
    if (line !== shown) {
      shown = line;
      stream.write(`${line}\n`);
    }
  };
  const timer = setInterval(() => void show(), isLive ? LIVE : PLAIN);
  return () => {
    isEnded = true;
    clearInterval(timer);
    live?.end();
  };
}

/** In ms. */
const LIVE = 1_000;
const PLAIN = 5_000;
