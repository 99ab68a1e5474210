import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createSecureContext, type SecureContext } from "node:tls";
import { oneLine } from "../text/one-line.js";
import { reasonOf } from "../failures/reason-of.js";
import { TargetOptionsError } from "./target-options-error.js";

/** A file of root certificates. */
export interface CaBundle {
  readonly path: string;
  /** What names it: `AWS_CA_BUNDLE`, or the profile. */
  readonly namedBy: string;
}

/**
 * Trusts the certificates of a file, and those of `NODE_EXTRA_CA_CERTS`, instead of Node's own. AWS's other tools use
 * `AWS_CA_BUNDLE` in the same way. The SDK for JavaScript ignores it.
 *
 * @throws TargetOptionsError for a file that cannot be read, or has no certificate
 */
export async function trusting({ path, namedBy }: CaBundle): Promise<SecureContext> {
  const shown = oneLine(path);
  const advice = "name a PEM file of root certificates, or take it away";
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    const why = isAbsent ? "there is no such file" : reasonOf(error);
    throw new TargetOptionsError(
      `the certificates that ${namedBy} names cannot be read from ${shown}: ${why}; ${advice}`,
      {
        cause: error,
      },
    );
  }
  const ca = certificatesIn(text);
  if (ca.length === 0) {
    throw new TargetOptionsError(`${shown}, which ${namedBy} names, has no certificate in PEM form; ${advice}`);
  }
  try {
    return createSecureContext({ ca: [...ca.map(checked), ...(await extraCertificates())] });
  } catch (error) {
    throw new TargetOptionsError(`${shown}, which ${namedBy} names, has a certificate that is broken; ${advice}`, {
      cause: error,
    });
  }
}

/** The certificates are taken one by one: in the file of an operating system, there are comments between them. */
function certificatesIn(text: string): readonly string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

function checked(pem: string): string {
  return new X509Certificate(pem).toString();
}

/**
 * Node uses this file only if no other certificates are given. If it cannot be read, Node has already reported that on
 * stderr.
 */
async function extraCertificates(): Promise<readonly string[]> {
  const path = process.env["NODE_EXTRA_CA_CERTS"];
  if (path === undefined || path === "") {
    return [];
  }
  return await readFile(path, "utf8").then(certificatesIn, () => []);
}
