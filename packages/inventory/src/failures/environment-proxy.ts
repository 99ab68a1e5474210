/** A proxy that the environment names. */
export interface EnvironmentProxy {
  /** The variable that names it: `HTTPS_PROXY`. */
  readonly variable: string;
  /** `undefined` if the value is no URL. There may be a password in it. */
  readonly url: URL | undefined;
}

/** The proxy for requests of a protocol; `undefined` if none is named. `NO_PROXY` is not taken into account. */
export function environmentProxy(protocol: "http:" | "https:"): EnvironmentProxy | undefined {
  const name = `${protocol.slice(0, -1)}_proxy`;
  // The same order as in curl and in proxy-from-env.
  for (const variable of [name, name.toUpperCase(), "all_proxy", "ALL_PROXY"]) {
    const value = process.env[variable]?.trim() ?? "";
    if (value !== "") {
      // Most people write `proxy.example:3128`, and hardly any proxy expects TLS.
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
