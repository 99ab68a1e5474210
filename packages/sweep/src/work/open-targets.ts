import type { ReachableTarget, Target, UnreachableTarget } from "@rekognition-rx/inventory";

/** A target that is lent until it is given back. */
export interface LentTarget {
  readonly target: ReachableTarget;
  readonly giveBack: () => void;
}

/**
 * The targets that a worker has open. The shards of a target share its client and its connections, also if one begins
 * after the other has ended.
 */
export class OpenTargets {
  /** The most recently used ones are last. */
  readonly #open = new Map<string, OpenTarget>();
  #isEnded = false;

  /**
   * Lends the target with a name. `open` is called if it is not open yet.
   *
   * @returns the target itself if it cannot be asked. It is then opened again the next time.
   */
  async lend(name: string, open: () => Promise<Target>): Promise<LentTarget | UnreachableTarget> {
    const lent = this.#open.get(name) ?? { target: open(), users: 0 };
    lent.users += 1;
    this.#open.delete(name);
    this.#open.set(name, lent);
    const target = await lent.target.catch((error: unknown) => {
      this.#forget(name, lent);
      throw error;
    });
    if ("outcome" in target) {
      this.#forget(name, lent);
      return target;
    }
    let isLent = true;
    const giveBack = (): void => {
      lent.users -= isLent ? 1 : 0;
      isLent = false;
      this.#closeIdle();
    };
    return { target, giveBack };
  }

  /** Closes all targets: those that are lent, as soon as they are given back. */
  end(): void {
    this.#isEnded = true;
    this.#closeIdle();
  }

  #forget(name: string, lent: OpenTarget): void {
    if (this.#open.get(name) === lent) {
      this.#open.delete(name);
    }
  }

  #closeIdle(): void {
    const idle = [...this.#open].filter(([, { users }]) => users === 0);
    for (const [name, { target }] of idle.slice(0, this.#isEnded ? idle.length : -MOST_IDLE)) {
      this.#open.delete(name);
      void target.then((opened) => ("client" in opened ? opened.close?.() : undefined));
    }
  }
}

interface OpenTarget {
  readonly target: Promise<Target>;
  users: number;
}

/** Targets that stay open although nobody uses them. */
const MOST_IDLE = 64;
