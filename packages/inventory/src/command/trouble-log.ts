/**
 * Says what went wrong without ending anything, as a database that is lost for a while fails everything that is under way:
 * the first of it at once, then less and less often, and whatever it is.
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
    say(`${sentence}; trying again${unsaid === 0 ? "" : `, as ${unsaid} times since this was last said`}`);
    unsaid = 0;
  };
}

function clock(): number {
  return performance.now();
}

/** In ms. */
const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 300_000;
/** In ms: after as much without any trouble, the next is another one. */
const CALM = 60_000;
