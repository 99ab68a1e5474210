import type { DecodeError } from "@rekognition-rx/core";
import type { Either } from "fp-ts/lib/Either.js";
import { Observable, type ObservableNotification, type Subscriber } from "rxjs";
import { subscribeLinked } from "../operate/subscribe-linked.js";
import { type Decoding, isPromise } from "./decoding.js";

/**
 * Decodes each value and delivers what came of it, in the order of the source.
 *
 * One value is decoded at a time. Where a schema answers later, the values that come meanwhile wait, and so do the
 * source's error and completion: nothing overtakes, and nothing that came before an error is lost.
 */
export function decodeInOrder<A, B>(
  source: Observable<unknown>,
  decode: Decoding<A>,
  deliver: (decoded: Either<DecodeError, A>, subscriber: Subscriber<B>) => void,
): Observable<B> {
  return new Observable<B>((subscriber) => {
    const waiting: ObservableNotification<unknown>[] = [];
    // True while a promise is pending and while those who wait are served: who comes then, waits behind them.
    let busy = false;

    const take = (value: unknown): void => {
      const decoded = decode(value);
      if (isPromise(decoded)) {
        busy = true;
        decoded.then(settle, fail);
      } else {
        deliver(decoded, subscriber);
      }
    };

    const settle = (decoded: Either<DecodeError, A>): void => {
      try {
        deliver(decoded, subscriber);
        serveWaiting();
      } catch (error) {
        fail(error);
      }
    };

    const serveWaiting = (): void => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (next.kind === "E") return subscriber.error(next.error);
        if (next.kind === "C") return subscriber.complete();
        const decoded = decode(next.value);
        if (isPromise(decoded)) {
          decoded.then(settle, fail);
          return;
        }
        deliver(decoded, subscriber);
      }
      busy = false;
    };

    const fail = (error: unknown): void => subscriber.error(error);

    // However the stream ends: nobody is left to decode for.
    subscriber.add(() => {
      waiting.length = 0;
    });
    subscribeLinked(source, subscriber, {
      next: (value) => (busy ? void waiting.push({ kind: "N", value }) : take(value)),
      error: (error) => (busy ? void waiting.push({ kind: "E", error }) : subscriber.error(error)),
      complete: () => (busy ? void waiting.push({ kind: "C" }) : subscriber.complete()),
    });
  });
}
