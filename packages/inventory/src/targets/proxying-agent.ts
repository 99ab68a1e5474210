import type { ClientRequest } from "node:http";
import net from "node:net";
import type { Duplex } from "node:stream";
import tls, { type SecureContext } from "node:tls";
import { Agent, type AgentConnectOpts } from "agent-base";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { environmentProxy, proxyAddress } from "../failures/environment-proxy.js";
import { ProxyError } from "../failures/proxy-error.js";
import { oneLine } from "../text/one-line.js";

/** How the agent of a client connects. */
export interface ProxyingAgentOptions {
  /** Whether a connection serves more than one request. */
  readonly keepAlive: boolean;
  /** At a time, to one host. */
  readonly maxSockets: number;
  /** Which certificates are trusted; Node's own where there is none. */
  readonly secureContext?: SecureContext | undefined;
}

/**
 * An agent that sends each request by the proxy that the environment names for it, or straight where `NO_PROXY` says so:
 * an https request through a tunnel (CONNECT), an http request with its whole URL.
 *
 * A proxy that does not let it through is a {@link ProxyError}. Loaded only where there is a proxy.
 */
export class ProxyingAgent extends Agent {
  readonly #secureContext: SecureContext | undefined;

  constructor({ secureContext, ...options }: ProxyingAgentOptions) {
    super({ ...options, ...(secureContext === undefined ? {} : { secureContext }) });
    this.#secureContext = secureContext;
  }

  override connect(request: ClientRequest, options: AgentConnectOpts): Duplex | Agent | Promise<Duplex> {
    const protocol = options.secureEndpoint ? "https:" : "http:";
    const host = net.isIPv6(options.host ?? "") ? `[${options.host}]` : options.host;
    const there = `${host}:${options.port}`;
    const proxy = getProxyForUrl(`${protocol}//${there}`) === "" ? undefined : environmentProxy(protocol);
    if (proxy?.url === undefined) {
      return options.secureEndpoint ? tls.connect(options) : net.connect(options);
    }
    const way = { url: proxy.url, variable: proxy.variable, there, secureContext: this.#secureContext };
    return options.secureEndpoint ? tunnel(request, options, way) : new ForwardingAgent(way);
  }
}

/** A proxy that leads somewhere. */
interface Way {
  readonly url: URL;
  readonly variable: string;
  /** Host and port of whoever is asked. */
  readonly there: string;
  readonly secureContext: SecureContext | undefined;
}

async function tunnel(request: ClientRequest, options: AgentConnectOpts, way: Way): Promise<Duplex> {
  let status: number | undefined;
  request.once("proxyConnect", ({ statusCode }: { readonly statusCode: number }) => {
    status = statusCode;
  });
  const patience = new Patience();
  let socket: Duplex;
  try {
    socket = await new HttpsProxyAgent(way.url, settingsOf(way, patience.signal)).connect(request, options);
  } catch (error) {
    throw unusable(way, patience.signal.aborted ? patience.signal.reason : error);
  } finally {
    patience.end();
  }
  if (status !== 200) {
    // It would have the proxy's refusal read as an answer of AWS.
    socket.destroy();
    throw refusing(way, status);
  }
  return socket;
}

/** For one request: the header that names its URL is written anew as the connection is made, and never after. */
class ForwardingAgent extends HttpProxyAgent<string> {
  readonly #way: Way;
  readonly #patience: Patience;

  constructor(way: Way) {
    const patience = new Patience();
    super(way.url, { ...settingsOf(way, patience.signal), keepAlive: false });
    this.#way = way;
    this.#patience = patience;
  }

  override async connect(...asked: Parameters<HttpProxyAgent<string>["connect"]>): Promise<net.Socket> {
    const { signal } = this.#patience;
    try {
      return await super.connect(...asked);
    } catch (error) {
      throw unusable(this.#way, signal.aborted ? signal.reason : error);
    } finally {
      this.#patience.end();
    }
  }
}

/**
 * How long a proxy may take to connect. A request that is given up meanwhile does not say so to its agent, and a socket
 * that nobody waits for would keep the process.
 */
class Patience {
  readonly #controller = new AbortController();
  readonly #timer = setTimeout(
    () => this.#controller.abort(new Error(`nothing came for ${LONGEST_SILENCE / 1_000} s`)),
    LONGEST_SILENCE,
  );

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Milliseconds, as long as STS is waited for where nothing answers. */
const LONGEST_SILENCE = 10_000;

function settingsOf(
  { secureContext }: Way,
  signal: AbortSignal,
): { readonly signal: AbortSignal; readonly secureContext?: SecureContext } {
  return { signal, ...(secureContext === undefined ? {} : { secureContext }) };
}

function unusable({ url, variable, there }: Way, cause: unknown): ProxyError {
  const proxy = proxyAddress(url);
  const isPlain = isCode(cause, "EPROTO") && url.protocol === "https:";
  const why = cause instanceof Error ? oneLine(cause.message) : String(cause);
  const message = isPlain
    ? `the proxy at ${proxy} does not speak https; write http://${proxy} in ${variable}`
    : `the proxy at ${proxy} does not answer (${why}); check ${variable}, or write ${hostOf(there)} into NO_PROXY if no proxy leads there`;
  return new ProxyError({ proxy, message, cause });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function refusing({ url, variable, there }: Way, status: number | undefined): ProxyError {
  const proxy = proxyAddress(url);
  const isKnown = url.username !== "" || url.password !== "";
  const message =
    status === PROXY_LOGIN
      ? `the proxy at ${proxy} ${isKnown ? "does not accept the login in" : "asks for a login, and there is none in"} ${variable} (HTTP ${status}); write it as http://USER:PASSWORD@${proxy}, with %40 for an @ in it`
      : `the proxy at ${proxy} lets nothing through to ${there} (HTTP ${status}); have it allowed there, or write ${hostOf(there)} into NO_PROXY if no proxy leads there`;
  return new ProxyError({ proxy, message, status });
}

const PROXY_LOGIN = 407;

function hostOf(there: string): string {
  return there.replace(/:\d+$/, "");
}
