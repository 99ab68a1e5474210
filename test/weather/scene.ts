import type { Limiters } from "./limiters.js";

/** A promise of the limiters, and what it is measured by: one draw of the weather a seed. */
export interface Scene {
  readonly name: string;
  readonly measure: (seed: number, limiters: Limiters) => Figures;
  readonly bars: readonly Bar[];
}

/** Figures of one draw, by the name of their bar. A bar without a figure is not about this draw. */
export type Figures = Readonly<Record<string, number | undefined>>;

/** What a figure may be at most, in so many of the draws. */
export interface Bar {
  readonly figure: string;
  readonly atMost: number;
  /**
   * Of the draws. 1: all of them.
   *
   * @defaultValue 1
   */
  readonly inShare?: number;
}

/** A bar, and what the draws were. */
export interface Verdict {
  readonly bar: Bar;
  readonly draws: number;
  /** The figure that the bar is about: the greatest of the share. */
  readonly figure: number;
  readonly median: number;
  readonly greatest: number;
  /** The seed of the greatest figure. */
  readonly worstSeed: number;
  readonly holds: boolean;
}

/** Measures a scene over the seeds `from`, `from + 1`, ... */
export function judge({ measure, bars }: Scene, limiters: Limiters, from: number, draws: number): readonly Verdict[] {
  return verdicts(
    bars,
    Array.from({ length: draws }, (_, at) => ({ seed: from + at, figures: measure(from + at, limiters) })),
  );
}

/** A draw that was measured. */
export interface Draw {
  readonly seed: number;
  readonly figures: Figures;
}

export function verdicts(bars: readonly Bar[], draws: readonly Draw[]): readonly Verdict[] {
  return bars.map((bar) => {
    const measured = draws
      .flatMap(({ seed, figures }) => ({ seed, figure: figures[bar.figure] ?? Number.NaN }))
      .filter(({ figure }) => !Number.isNaN(figure))
      .toSorted((a, b) => a.figure - b.figure);
    const at = (share: number): number =>
      measured[Math.max(0, Math.ceil(share * measured.length) - 1)]?.figure ?? Number.NaN;
    const figure = at(bar.inShare ?? 1);
    return {
      bar,
      draws: measured.length,
      figure,
      median: at(0.5),
      greatest: at(1),
      worstSeed: measured.at(-1)?.seed ?? Number.NaN,
      holds: measured.length > 0 && figure <= bar.atMost,
    };
  });
}
