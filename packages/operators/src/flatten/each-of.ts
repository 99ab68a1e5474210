import type { OperatorFunction } from "rxjs";
import { emitEach } from "./emit-each.js";

/** Emits the items of each value, in order. */
export function eachOf<Value, Item>(itemsOf: (value: Value) => readonly Item[]): OperatorFunction<Value, Item> {
  return emitEach((value, sink) => {
    for (const item of itemsOf(value)) {
      if (sink.closed) {
        return;
      }
      sink.next(item);
    }
  });
}
