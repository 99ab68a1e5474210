import type { Agent, AgentOptions } from "node:http";
import type { Agent as HttpsAgent, AgentOptions as HttpsAgentOptions } from "node:https";
import type { SecureContext } from "node:tls";
import { environmentProxy } from "../failures/environment-proxy.js";
import { type CaBundle, trusting } from "./ca-bundle.js";
import { TargetOptionsError } from "./target-options-error.js";

/** A part of the options of the SDK's request handler. */
interface Agents {
  readonly httpAgent?: Agent | AgentOptions;
  readonly httpsAgent?: HttpsAgent | HttpsAgentOptions;
}

/**
 * Makes the agents of one client. A client destroys its agents together with itself, so two clients cannot share them.
 */
export type AgentMaker = (options: { readonly keepAlive: boolean }) => Agents;

/**
 * Lets the clients of a source use the proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`), and trust
 * the certificates of a file. The SDK does neither by itself.
 *
 * @throws TargetOptionsError for a proxy that is no URL, and for a file that is no bundle
 */
export async function agentMaker(bundle: CaBundle | undefined): Promise<AgentMaker> {
  const secureContext = bundle === undefined ? undefined : await trusting(bundle);
  const [isHttpProxied, isHttpsProxied] = [hasProxy("http:"), hasProxy("https:")];
  const trust: HttpsAgentOptions & { readonly secureContext?: SecureContext } =
    secureContext === undefined ? {} : { secureContext };
  if (!isHttpProxied && !isHttpsProxied) {
    return ({ keepAlive }) => ({
      httpAgent: { keepAlive },
      httpsAgent: { keepAlive, ...trust },
    });
  }
  const { ProxyingAgent } = await import("./proxying-agent.js");
  return ({ keepAlive }) => {
    const agent = new ProxyingAgent({ keepAlive, maxSockets: MOST_SOCKETS, secureContext });
    return {
      httpAgent: isHttpProxied ? agent : { keepAlive },
      httpsAgent: isHttpsProxied ? agent : { keepAlive, ...trust },
    };
  };
}

/** The default of the SDK. */
const MOST_SOCKETS = 50;

function hasProxy(protocol: "http:" | "https:"): boolean {
  const proxy = environmentProxy(protocol);
  if (proxy === undefined) {
    return false;
  }
  const { url, variable } = proxy;
  // The value is not repeated: it may have a password in it.
  if (url === undefined || url.hostname === "" || !isDecodable(url)) {
    throw new TargetOptionsError(
      `${variable} is no URL of a proxy; write it as http://HOST:PORT, or as http://USER:PASSWORD@HOST:PORT with %40 for an @ in it`,
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new TargetOptionsError(
      `${variable} names a ${url.protocol.slice(0, -1)} proxy; name an http proxy, as http://HOST:PORT`,
    );
  }
  return true;
}

function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username);
    decodeURIComponent(password);
    return true;
  } catch {
    return false;
  }
}
