/**
 * What a token bucket on the other side allows, learned from when it gave and when it refused.
 *
 * Three stages. *Open*: nothing was refused yet, and there is no pace. *Searching*: the bucket was found empty;
 * one request at a time is tried, each after a longer wait, until one is served. *Paced*: a rate that was allowed
 * and one that was refused are known, and the pace is brought between them.
 *
 * A bucket that holds several tokens lets a pace that is too fast go on for a while, so what counts there is what it
 * served between two moments at which it was empty: that is what flowed in. A bucket that holds one token answers
 * each pace at once, but what flows in while it is full is lost to it, and to that measure; there the pace is bisected.
 * What was served before the first refusal distinguishes the one from the other.
 *
 * All rates are requests a millisecond.
 */
export class QuotaEstimate {
  readonly #minRate: number;
  #startedAt: number | undefined;
  /** Requests served in all. */
  #served = 0;
  #opening: Opening | undefined;
  #searching = false;
  /** None is too fast while nothing was refused. */
  #rate = Number.POSITIVE_INFINITY;
  /** A rate at which requests were served; of those below {@link #refused} the greatest. */
  #allowed = 0;
  /** The rate at which the last one was refused. */
  #refused = Number.POSITIVE_INFINITY;
  /** Whether {@link #refused} still says anything: it was refused when paced, and not long ago. */
  #isBound = false;
  /** Requests served since a refusal, or a step between the two rates. */
  #run = 0;
  /** Refusals, one almost directly after the other. */
  #inARow = 0;
  #empties: Empty[] = [];

  constructor(minRate: number) {
    this.#minRate = minRate;
  }

  /** Whether there is a pace yet. */
  get known(): boolean {
    return this.#opening !== undefined;
  }

  /** Whether only one request should be under way. */
  get searching(): boolean {
    return this.#searching;
  }

  /** Milliseconds between two requests; 0 until there is a pace. */
  get interval(): number {
    return 1 / this.#rate;
  }

  /** A request is made. */
  asked(now: number): void {
    this.#startedAt ??= now;
  }

  /**
   * A request was served.
   *
   * @param askedAt - when it was made.
   * @param tellsOfPace - whether nothing was refused since, and the pace is what it had waited for.
   */
  served(askedAt: number, tellsOfPace: boolean): void {
    this.#served += 1;
    if (this.#opening === undefined || !tellsOfPace) {
      return;
    }
    if (this.#searching) {
      this.#searching = false;
      // One token came in this time, and none in a fraction of it.
      const found = 1 / Math.max(askedAt - this.#opening.endedAt, 1);
      this.#allowed = Math.min(found, this.#rate);
      this.#refused = Math.max(found * SEARCH_STEP, this.#opening.tries === 0 ? this.#opening.rate : 0);
      this.#rate = this.#between();
      return;
    }
    this.#run += 1;
    if (this.#run > SOON) {
      this.#inARow = 0;
    }
    if (this.#isOpen) {
      if (this.#run >= STEADY) {
        this.#allowed = this.#rate;
        this.#run = 0;
        this.#rate = this.#between();
      }
    } else if (this.#isBound && this.#run < QUIET) {
      // Quickly back to near the rate that was refused, for long there, and then further.
      const beyond = (this.#run - PLATEAU) / PLATEAU;
      this.#rate = Math.max(this.#rate, this.#refused * (1 + (1 - BELOW) * beyond ** 3));
    } else {
      // Nothing is refused any more: the quota was raised, or never as low.
      this.#isBound = false;
      this.#allowed = this.#rate;
      this.#refused = this.#rate * UP;
      this.#run = 0;
      this.#rate = this.#between();
    }
  }

  /** A request was refused: the bucket is empty. */
  exhausted(now: number): void {
    if (this.#opening === undefined) {
      const lasted = Math.max(now - (this.#startedAt ?? now), 1);
      // More than the quota, by what the bucket held: where the search begins.
      const rate = Math.max(this.#served, 1) / lasted;
      this.#opening = { lasted, rate, served: this.#served, endedAt: now, tries: 0 };
      this.#searching = true;
      this.#rate = Math.max(rate / SEARCH_STEP, this.#minRate);
      this.#empties = [{ at: now, served: this.#served }];
    } else if (this.#searching) {
      this.#opening.tries += 1;
      this.#rate = Math.max(this.#rate / SEARCH_STEP, this.#minRate);
      if (this.#served > (this.#empties[0]?.served ?? 0)) {
        this.#empties = [{ at: now, served: this.#served }];
      }
    } else {
      const measured = this.#measure(now);
      const held = this.#opening.served - this.#opening.lasted * Math.min(measured, this.#allowed);
      const slowest = Math.max(this.#rate / SEARCH_STEP, this.#minRate);
      this.#isBound = true;
      this.#rate = Math.max(held >= SEVERAL ? this.#follow(this.#rate, measured) : this.#bisect(this.#rate), slowest);
      this.#run = 0;
    }
  }

  /** After a refusal, where the bucket holds several tokens: what flowed in. */
  #follow(refused: number, measured: number): number {
    const uncertain = this.#isOpen || this.#run <= SOON;
    const rate = uncertain
      ? Math.min(measured, refused * JUST_BELOW)
      : Math.max(Math.min(measured, refused), refused * BELOW);
    this.#allowed = rate;
    this.#refused = Math.min(refused, rate / BELOW);
    return rate;
  }

  /** After a refusal, where it holds but one: between what was refused now and what was allowed before. */
  #bisect(refused: number): number {
    const wasProbing = this.#isOpen && refused > this.#allowed;
    this.#refused = refused;
    if (wasProbing) {
      return this.#isOpen ? this.#between() : refused * BELOW;
    }
    // What was allowed is not any more. Further down with each refusal that follows: the quota may have been lowered.
    this.#inARow = this.#run <= SOON ? this.#inARow + 1 : 0;
    this.#allowed = refused * BELOW ** (2 ** this.#inARow);
    return this.#allowed;
  }

  get #isOpen(): boolean {
    return this.#refused > this.#allowed * CLOSE;
  }

  #between(): number {
    return this.#isOpen ? Math.sqrt(this.#allowed * this.#refused) : this.#allowed;
  }

  /** What flowed into the bucket between the times when it was empty, one request more or less. */
  #measure(now: number): number {
    const served = this.#served;
    const rateSince = (empty: Empty, doubt: number): number =>
      (served - empty.served + doubt) / Math.max(now - empty.at, 1);
    const last = this.#empties.at(-1) ?? { at: now, served };
    this.#empties = this.#empties.filter((empty) => empty === last || now - empty.at < LOOK_BACK);
    const average = rateSince(this.#empties[0] ?? last, 0.5);
    const atMost = rateSince(last, 1);
    const wasLowered = atMost < average * LOWERED;
    const wasRaised = rateSince(last, -1) > average * RAISED;
    if (wasLowered || wasRaised) {
      this.#empties = [last];
    }
    if (served > last.served) {
      this.#empties.push({ at: now, served });
    }
    return wasRaised ? rateSince(last, 0.5) : Math.min(atMost, average);
  }
}

/** What went before the first refusal. */
interface Opening {
  readonly lasted: number;
  readonly rate: number;
  readonly served: number;
  readonly endedAt: number;
  /** Requests refused in the search that followed. */
  tries: number;
}

/** A moment at which the bucket was empty, and how many requests had been served by then. */
interface Empty {
  readonly at: number;
  readonly served: number;
}

// Chosen by simulation: over quotas of 1 to 100 a second that hold 1 to 100 and answer within 10 to 200 ms,
// they lose least time and least requests. The test of the adaptive limiter holds the figures.

/** Each wait of the search is so much longer than the one before. */
const SEARCH_STEP = 4;
/** Requests served at a pace before it counts as allowed. */
const STEADY = 2;
/** Two rates that are no further apart are one. */
const CLOSE = 1.05;
/** Where the pace begins again, of the rate that was refused. */
const BELOW = 0.93;
const JUST_BELOW = 0.99;
/** Requests served until the pace is again where it was refused. */
const PLATEAU = 45;
/** Requests served without a refusal until the last one is forgotten. */
const QUIET = 2 * PLATEAU;
/** How far up each step goes from then on. */
const UP = 1.25;
/** A refusal after so few requests means that the pace was far too fast, and not a little. */
const SOON = 2;
/** Tokens that the bucket must have held at the start to count as one that holds several. */
const SEVERAL = 1.5;
/** What flowed in lately, against what did before, from where on the quota must have been changed. */
const LOWERED = 0.8;
const RAISED = 1.2;
/** Milliseconds. */
const LOOK_BACK = 60_000;
