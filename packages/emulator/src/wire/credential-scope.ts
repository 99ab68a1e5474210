import { ServiceError } from "./service-error.js";

/** The caller and the region, as the signature names them. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
}

/**
 * Reads the credential scope of a Signature Version 4 `Authorization` header.
 *
 * It does not verify the signature: that is done elsewhere, and only if credentials were set.
 *
 * @param signingName - the name of the service in signatures
 * @throws {@link ServiceError} as AWS refuses a request that is unsigned, badly signed, or signed for another service
 */
export function credentialScope(authorization: string | undefined, signingName: string): CredentialScope {
  if (authorization === undefined || authorization.trim() === "") {
    throw new ServiceError({
      code: "MissingAuthenticationTokenException",
      message: "Request is missing Authentication Token",
    });
  }
  const [, accessKeyId, region, service] = scope.exec(authorization) ?? [];
  if (accessKeyId === undefined || region === undefined) {
    throw new ServiceError({
      code: "IncompleteSignatureException",
      message:
        "Authorization header requires AWS4-HMAC-SHA256 with a 'Credential' parameter of the form " +
        `ACCESS_KEY_ID/YYYYMMDD/REGION/${signingName}/aws4_request.`,
    });
  }
  if (service !== signingName) {
    throw new ServiceError({
      code: "InvalidSignatureException",
      message: `Credential should be scoped to correct service: '${signingName}'. `,
    });
  }
  return { accessKeyId, region };
}

const scope =
  /^AWS4-HMAC-SHA256\s.*?\bCredential=([^\s,/]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request\s*(?:,|$)/;
