/** Where a walk stands, as the simulation knows it from what the service answered. */
export type Place = { readonly chunk: number; readonly token: string | undefined } | "end";

export const START: Place = { chunk: 0, token: undefined };

export function showPlace(place: Place): string {
  if (place === "end") {
    return "nothing more";
  }
  const { chunk, token } = place;
  return `${chunk === 0 ? "" : `chunk ${chunk}, `}${token === undefined ? "no token" : JSON.stringify(token)}`;
}
