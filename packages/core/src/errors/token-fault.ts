/**
 * An answer whose token cannot be followed: the request that is described, or the client, is wrong, and not the service.
 * The failure of the walk then does not advise to carry on from there.
 */
export function tokenFault(message: string): TypeError {
  return Object.defineProperty(new TypeError(message), TOKEN_FAULT, { value: true });
}

/** Whether it was made by {@link tokenFault}, of this copy of the package or another. */
export function isTokenFault(value: unknown): boolean {
  return value instanceof TypeError && TOKEN_FAULT in value;
}

const TOKEN_FAULT = Symbol.for("@rekognition-rx/token-fault");
