/** The operation and whose walk it was: its label, else the ARN that it was about. */
export function whoseWalk(fields: {
  readonly operation: string;
  readonly label?: string | undefined;
  readonly resource?: string | undefined;
}): string {
  const whose = fields.label ?? fields.resource;
  return whose === undefined ? fields.operation : `${fields.operation} (${whose})`;
}
