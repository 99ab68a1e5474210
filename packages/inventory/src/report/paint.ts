import { styleText } from "node:util";

/** Gives a text a style, if there are colours. */
export type Paint = (style: "bold" | "red" | "yellow", text: string) => string;

export function painter(colors: boolean): Paint {
  // Whether the stream has colours is known already. styleText might ask another stream.
  return (style, text) => (colors ? styleText(style, text, { validateStream: false }) : text);
}
