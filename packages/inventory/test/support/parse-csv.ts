import { parse } from "csv-parse/sync";

/** The records of a CSV file, header included; an empty field is `null` unless it is quoted. */
export function parseCsv(text: string): (string | null)[][] {
  return parse(text, { cast: (value, { quoting }) => (value === "" && !quoting ? null : value) });
}

/** What a spreadsheet must not run, made text; from the list of OWASP's page on CSV injection. */
export function withoutFormula(value: string | null): string | null {
  return value !== null && /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) ? `'${value}` : value;
}
