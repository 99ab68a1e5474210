import type { Permit, PermitOptions } from "@rekognition-rx/operators";
import { Observable, type Subscriber } from "rxjs";

/** The line of before the weather: who was refused goes first, however often. */
export class PlainLine {
  readonly #first = new Set<Subscriber<Permit>>();
  readonly #others = new Set<Subscriber<Permit>>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#first.size + this.#others.size;
  }

  join({ refusals = 0 }: PermitOptions = {}): Observable<Permit> {
    return new Observable((subscriber) => {
      const line = refusals > 0 ? this.#first : this.#others;
      line.add(subscriber);
      subscriber.add(() => {
        if (line.delete(subscriber)) {
          this.#onChange();
        }
      });
      this.#onChange();
    });
  }

  serve(permit: Permit): void {
    const [first] = this.#first.size > 0 ? this.#first : this.#others;
    if (first !== undefined) {
      this.#first.delete(first);
      this.#others.delete(first);
      first.next(permit);
      first.complete();
    }
  }
}
