/**
 * Reports trouble that does not end the work. While a database is lost, everything under way fails: the first failure
 * is reported at once, later ones less and less often, whatever they are.
 *
 * @param say - writes a sentence.
 * @param now - ms, of a clock that never goes back.
 */
export function troubleLog(say: (sentence: string) => void, now: () => number = clock): (sentence: string) => void {
  let pause = FIRST_PAUSE;
  let saidAt = Number.NEGATIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return (sentence) => {
    const at = now();
    if (at - lastAt > CALM) {
      pause = FIRST_PAUSE;
      saidAt = Number.NEGATIVE_INFINITY;
      unsaid = 0;
    }
    lastAt = at;
    if (at - saidAt < pause) {
      unsaid += 1;
      return;
    }
    pause = saidAt === Number.NEGATIVE_INFINITY ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
    saidAt = at;
    say(`${sentence}; trying again${unsaid === 0 ? "" : ` (${unsaid} more since the last such message)`}`);
    unsaid = 0;
  };
}

function clock(): number {
  return performance.now();
}

/** In ms. */
const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 300_000;
/** In ms: after so long without trouble, the next counts as new. */
const CALM = 60_000;
