/**
 * Has the `requestTimeout` of the SDK's request handler, or of one `send`, end the request with a `TimeoutError`.
 *
 * The SDK only warns, and it looks no further than to the beginning of the answer: a proxy that sends the headers and
 * nothing after them would hold a request for ever.
 *
 * @param handler - made by the SDK, and not by the user.
 * @param given - the options it was made with, which win.
 */
export function endHangingRequests(handler: SdkRequestHandler, given: TimeOutOptions = {}): void {
  const requestTimeout = Math.min(given.requestTimeout ?? DEFAULT_TIMEOUT, LONGEST_TIMEOUT);
  handler.updateHttpClientConfig("requestTimeout", requestTimeout);
  handler.updateHttpClientConfig("throwOnRequestTimeout", given.throwOnRequestTimeout ?? true);
  // Looked up for each request: a double may be put into the SDK's class at any time.
  const made = Object.hasOwn(handler, "handle")
    ? { handle: handler.handle }
    : (Object.getPrototypeOf(handler) as typeof handler);
  handler.handle = async (request, options) => {
    const sentAt = performance.now();
    const own = options?.requestTimeout;
    const bounded = own === undefined ? options : { ...options, requestTimeout: Math.min(own, LONGEST_TIMEOUT) };
    const result = await made.handle.call(handler, request, bounded);
    const settings = handler.httpHandlerConfigs();
    const timeout = bounded?.requestTimeout ?? settings.requestTimeout ?? 0;
    const { body } = result.response;
    if (settings.throwOnRequestTimeout === true && timeout > 0 && isNodeStream(body)) {
      const left = timeout - (performance.now() - sentAt);
      const timer = setTimeout(() => void body.destroy(timeoutError(timeout)), left);
      // An answer that was given up already does not close once more, and must not keep the process.
      timer.unref();
      body.once("close", () => clearTimeout(timer));
    }
    return result;
  };
}

/** A request handler as the SDK makes one. */
export interface SdkRequestHandler {
  handle: (request: unknown, options?: TimeOutOptions) => Promise<{ readonly response: { readonly body?: unknown } }>;
  readonly httpHandlerConfigs: () => TimeOutOptions;
  readonly updateHttpClientConfig: (key: string, value: unknown) => void;
}

/** What is read of the options of the SDK's request handlers. */
export interface TimeOutOptions {
  readonly requestTimeout?: number | undefined;
  readonly throwOnRequestTimeout?: boolean | undefined;
}

/** In ms. */
const DEFAULT_TIMEOUT = 60_000;

/** What a timer takes; a longer one would be over at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

interface NodeStream {
  readonly destroy: (error: Error) => unknown;
  readonly once: (event: "close", listener: () => void) => unknown;
}

function isNodeStream(body: unknown): body is NodeStream {
  const { destroy, once } = (body ?? {}) as Partial<NodeStream>;
  return typeof destroy === "function" && typeof once === "function";
}

/** As the SDK's own, which retries know by its name. */
function timeoutError(timeout: number): Error {
  const message = `the answer did not come to its end within the requestTimeout of ${timeout} ms`;
  return Object.assign(new Error(message), { name: "TimeoutError", code: "ETIMEDOUT" });
}
