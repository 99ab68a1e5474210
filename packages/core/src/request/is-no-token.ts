/** "" ends the walk, as undefined does: the service has answered with both. */
export function isNoToken(token: unknown): boolean {
  return token === undefined || token === null || token === "";
}
