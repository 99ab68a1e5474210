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
  /** Connections at a time to one host. */
  readonly maxSockets: number;
  /** The certificates that are trusted; `undefined` for Node's own. */
  readonly secureContext?: SecureContext | undefined;
}

/**
 * An agent that sends each request through the proxy that the environment names for it, or directly if `NO_PROXY` says
 * so. An https request goes through a tunnel (CONNECT); an http request has its whole URL.
 *
 * If a proxy does not let a request through, that is a {@link ProxyError}. This module is loaded only if there is a
 * proxy.
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

/** A proxy that can be used, and the server that is asked through it. */
interface Way {
  readonly url: URL;
  readonly variable: string;
  /** Host and port of the server. */
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
    // Otherwise the refusal of the proxy would be read as an answer of AWS.
    socket.destroy();
    throw refusing(way, status);
  }
  return socket;
}

/** For one request only: the URL of the request is rewritten when the connection is made, and never after. */
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
 * Limits how long a proxy may take to connect. If a request is given up meanwhile, its agent is not notified, and a
 * socket that nobody waits for would keep the process alive.
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

/** Milliseconds: as long as the wait for STS if nothing answers. */
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
    : `the proxy at ${proxy} does not answer (${why}); check ${variable}, or write ${hostOf(there)} into NO_PROXY if it is reached without a proxy`;
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
      : `the proxy at ${proxy} lets nothing through to ${there} (HTTP ${status}); have it allowed there, or write ${hostOf(there)} into NO_PROXY if it is reached without a proxy`;
  return new ProxyError({ proxy, message, status });
}

const PROXY_LOGIN = 407;

function hostOf(there: string): string {
  return there.replace(/:\d+$/, "");
}
