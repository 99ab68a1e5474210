/** The operation, and whose walk it was: the walk's label, or else the ARN in its input. */
export function whoseWalk(fields: {
  readonly operation: string;
  readonly label?: string | undefined;
  readonly resource?: string | undefined;
}): string {
  const whose = fields.label ?? fields.resource;
  return whose === undefined ? fields.operation : `${fields.operation} (${whose})`;
}
