/** A proxy that the environment names. */
export interface EnvironmentProxy {
  /** The variable that names it: `HTTPS_PROXY`. */
  readonly variable: string;
  /** May have a password in it. `undefined` for what is no URL. */
  readonly url: URL | undefined;
}

/** The proxy for requests of a protocol, whatever `NO_PROXY` says of one host; `undefined` where none is named. */
export function environmentProxy(protocol: "http:" | "https:"): EnvironmentProxy | undefined {
  const name = `${protocol.slice(0, -1)}_proxy`;
  // In the order of curl, and of proxy-from-env.
  for (const variable of [name, name.toUpperCase(), "all_proxy", "ALL_PROXY"]) {
    const value = process.env[variable]?.trim() ?? "";
    if (value !== "") {
      // `proxy.example:3128` is how most people write it, and nearly no proxy is asked by TLS.
      const text = value.includes("://") ? value : `http://${value}`;
      return { variable, url: URL.canParse(text) ? new URL(text) : undefined };
    }
  }
  return undefined;
}

/** How a proxy may be shown: host and port. */
export function proxyAddress({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}
