import type { LockSystem } from "../../src/journal/lock-system.js";
import type { ProcessIdentity } from "../../src/journal/process-identity.js";

/** Processes and a folder that they share, in memory. What a process does waits for its turn, and is then done at once. */
export class ModelSystem {
  /** A file has one content, whatever its names. */
  readonly files = new Map<string, { readonly content: string }>();
  readonly #alive = new Set<number>();
  readonly #turn: (what: string) => Promise<unknown>;

  constructor(turn: (what: string) => Promise<unknown>) {
    this.#turn = turn;
  }

  /** @param steps - after that many it is killed. */
  process(pid: number, steps: number): LockSystem {
    this.#alive.add(pid);
    let left = steps;
    const after = async <A>(what: string, act: () => A): Promise<A> => {
      await this.#turn(`${pid} ${what}`);
      left -= 1;
      if (left < 0) {
        this.#alive.delete(pid);
        return await new Promise<never>(() => {});
      }
      return act();
    };
    return {
      pid,
      identity: (other) => after(`asks for ${other}`, () => this.identity(other)),
      create: (path, content) => after(`creates ${path}`, () => void this.files.set(path, { content })),
      read: (path) => after(`reads ${path}`, () => this.files.get(path)?.content),
      link: (from, to) => after(`links ${from} to ${to}`, () => this.#link(from, to)),
      rename: (from, to) =>
        after(`renames ${from} to ${to}`, () => {
          this.#link(from, to, true);
          this.files.delete(from);
        }),
      remove: (path) => after(`removes ${path}`, () => void this.files.delete(path)),
      pause: () => after("pauses", () => {}),
    };
  }

  isAlive(pid: number): boolean {
    return this.#alive.has(pid);
  }

  identity(pid: number): ProcessIdentity | undefined {
    return this.isAlive(pid) ? { host: "vm", pid, start: "1", namespace: null } : undefined;
  }

  #link(from: string, to: string, replaces = false): boolean {
    const file = this.files.get(from);
    if (file === undefined || (this.files.has(to) && !replaces)) {
      return false;
    }
    this.files.set(to, file);
    return true;
  }
}
