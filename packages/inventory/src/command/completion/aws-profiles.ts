/**
 * A line of any shell that prints the names of the profiles of the AWS configuration, where the SDK looks for them.
 *
 * At the time of the completion: profiles come and go. Control characters are in no name that is offered.
 */
export const AWS_PROFILES: string = [
  section('"${AWS_CONFIG_FILE:-$HOME/.aws/config}"', [
    String.raw`profile[[:blank:]]\{1,\}\(NAME\)`,
    String.raw`\(default\)`,
  ]),
  section('"${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}"', [String.raw`\(NAME\)`]),
].join("; ");

function section(file: string, headings: readonly string[]): string {
  const print = headings.map((heading) => {
    const name = heading.replace("NAME", String.raw`[^][:cntrl:][:blank:]]\{1,\}`);
    return String.raw`s/^[[:blank:]]*\[[[:blank:]]*${name}[[:blank:]]*\].*/\1/p`;
  });
  return `sed -n '${print.join(";")}' ${file} 2>/dev/null`;
}
