import { styleText } from "node:util";

/** A text in a style, where there are colours. */
export type Paint = (style: "bold" | "red" | "yellow", text: string) => string;

export function painter(colors: boolean): Paint {
  // The stream has been asked already, and it need not be the one that styleText would ask.
  return (style, text) => (colors ? styleText(style, text, { validateStream: false }) : text);
}
