import * as fc from "fast-check";
import { words } from "./word.js";

/**
 * The pages that a service has, and how it chains them: what every law is tested over.
 *
 * Knows nothing of requests: {@link PageSequence.walkFrom} is the law to compare with, written as simply as can be.
 */
export class PageSequence {
  readonly pages: readonly PlannedPage[];
  readonly ending: SequenceEnding;

  constructor(pages: readonly PlannedPage[], ending: SequenceEnding) {
    this.pages = pages;
    this.ending = ending;
  }

  /** The page that a token asks for; no token asks for the first. */
  pageAskedBy(word: string | undefined): number | undefined {
    const page = word === undefined ? 0 : this.pages.findIndex(({ askedBy }) => askedBy === word);
    return page === -1 ? undefined : page;
  }

  /** The token that a page is answered with. */
  tokenAfter(page: number): string | null | undefined {
    const next = page + 1 === this.pages.length ? this.ending : page + 1;
    return typeof next === "number" ? this.pages[next]?.askedBy : ENDINGS[next];
  }

  /** The pages of a whole walk, and why it ends. A token that was seen, the first one too, ends it. */
  walkFrom(start: string | undefined, end: "absent" | "same" = "absent"): PlannedWalk {
    const pages: number[] = [];
    const asked: (string | undefined)[] = [];
    const seen = new Set(start === undefined ? [] : [start]);
    let token = start;
    for (;;) {
      const page = this.pageAskedBy(token);
      if (page === undefined) {
        throw new Error(`no page is asked for by ${String(token)}`);
      }
      pages.push(page);
      asked.push(token);
      const next = this.tokenAfter(page);
      if (next === undefined || next === null || next === "" || (end === "same" && next === token)) {
        return { pages, asked, ending: "complete", repeated: undefined };
      }
      if (seen.has(next)) {
        return { pages, asked, ending: "repeated token", repeated: next };
      }
      seen.add(next);
      token = next;
    }
  }

  [fc.toStringMethod](): string {
    return this.toString();
  }

  toString(): string {
    const { pages, ending } = this;
    const sizes = pages.map(({ size }) => size).join(",");
    const next = typeof ending === "number" ? `${show(pages[ending]?.askedBy)} again` : ending;
    const tokens = [...pages.slice(1).map(({ askedBy }) => show(askedBy)), next].join(" -> ");
    return `${pages.length} ${pages.length === 1 ? "page" : "pages"} [${sizes}] tokens ${tokens}`;
  }
}

export interface PlannedPage {
  /** Items on the page. */
  readonly size: number;
  /** The token that asks for it. The first page is asked for without one too. */
  readonly askedBy: string;
}

/** What the last page's token is: one of the three that are none, or the token of a page that came before. */
export type SequenceEnding = keyof typeof ENDINGS | number;

const ENDINGS = { end: undefined, 'end ""': "", "end null": null } as const;

/** A walk as it must be. */
export interface PlannedWalk {
  readonly pages: readonly number[];
  /** The token of each request. */
  readonly asked: readonly (string | undefined)[];
  readonly ending: "complete" | "repeated token";
  readonly repeated: string | undefined;
}

/** Sequences of 1 to 8 pages, many of them empty, that end or (`cycles`) come back to a token that was used. */
export function pageSequences(options: { readonly cycles?: boolean } = {}): fc.Arbitrary<PageSequence> {
  const ends = fc.constantFrom<SequenceEnding>("end", 'end ""', "end null");
  return fc
    .record({
      pages: fc.uniqueArray(fc.record({ size: fc.nat(4), askedBy: words }), {
        minLength: 1,
        maxLength: 8,
        selector: ({ askedBy }) => askedBy,
      }),
      ending: options.cycles === true ? fc.oneof({ withCrossShrink: true }, ends, fc.nat(7)) : ends,
    })
    .map(({ pages, ending }) => new PageSequence(pages, typeof ending === "number" ? ending % pages.length : ending));
}

function show(word: string | undefined): string {
  return word !== undefined && /^[a-z]$/.test(word) ? word : JSON.stringify(word?.slice(0, 24));
}
