/**
 * Wraps `resolve`, and `clone` and `concat` so that what comes of them is wrapped too.
 *
 * As `@opentelemetry/instrumentation-aws-sdk` does it, by `defineProperty`, and once for each stack.
 */
export function wrapStack(stack: object, onResolve: () => void): void {
  if (WRAPPED.has(stack)) {
    return;
  }
  WRAPPED.add(stack);
  wrap(stack, "resolve", (resolve) => (...args) => {
    onResolve();
    return resolve(...args);
  });
  for (const copying of ["clone", "concat"]) {
    wrap(stack, copying, (copy) => (...args) => {
      const made = copy(...args);
      wrapStack(made as object, onResolve);
      return made;
    });
  }
}

const WRAPPED = new WeakSet<object>();

type Method = (...args: readonly unknown[]) => unknown;

function wrap(stack: object, name: string, around: (method: Method) => Method): void {
  const method = (Reflect.get(stack, name) as Method).bind(stack);
  Object.defineProperty(stack, name, { configurable: true, enumerable: true, writable: true, value: around(method) });
}
