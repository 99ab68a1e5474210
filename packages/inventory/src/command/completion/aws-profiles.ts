/**
 * A line for any shell. It prints the names of the profiles in the AWS configuration, from the files in which the SDK
 * looks.
 *
 * It runs at each completion, since profiles come and go. It prints no name that has control characters.
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
