/** One request as the fake service saw it. */
export interface SentRequest {
  /** From 0, over all walks. */
  readonly number: number;
  /** The input as it was when it was sent. */
  readonly input: object;
  /** The token in it, as a word. */
  readonly word: string | undefined;
  /** The page that it asks for. */
  readonly page: number | undefined;
  readonly signal: AbortSignal | undefined;
  /** What it was answered with. */
  answer: unknown;
  /** Whether it is on its way, was answered (or refused), or was aborted on its way. */
  state: "in flight" | "answered" | "aborted";
}
