/** What the service refused, as a client names it. */
export class AwsRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = "AwsRefusal";
    this.code = code;
  }
}
