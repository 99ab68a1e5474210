/** What pnpm does by itself, as far as our documents use it. */
const BUILT_IN = new Set(["add", "install", "pack", "exec", "dlx"]);

/**
 * The commands of a shell text that call a script which is not there.
 *
 * Understands `npx -y pnpm@10 NAME` and `pnpm NAME`, each with or without `run`.
 */
export function unknownPnpmCommands(shell: string, scripts: readonly string[]): readonly string[] {
  return [...shell.matchAll(/^\s*(?:\$ )?(?:npx -y pnpm@10|pnpm) (.+)$/gm)]
    .filter(([, rest = ""]) => {
      const words = rest.split(/\s+/);
      const name = words[0] === "run" ? words[1] : words[0];
      return name === undefined || !(scripts.includes(name) || (words[0] !== "run" && BUILT_IN.has(name)));
    })
    .map(([command]) => command.trim());
}
