import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { describe, expect, test } from "vitest";
import { trusting } from "../../src/targets/ca-bundle.js";
import { isTargetOptionsError } from "../../src/targets/target-options-error.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const END = "name a PEM file of root certificates, or take it away";

describe("a bundle of certificates", () => {
  test("may have words between them", async () => {
    const path = join(temporaryFolder(), "bundle.pem");
    writeFileSync(path, `# Roots\n${rootCertificates.slice(0, 2).join("\n# and - another\n")}\n`);
    expect(await trusting({ path, namedBy: "AWS_CA_BUNDLE" })).toHaveProperty("context");
  });

  test.each<[string, string, (path: string) => string]>([
    [
      "has no certificate",
      "no certificate\n",
      (path) => `${path}, which AWS_CA_BUNDLE names, has no certificate in PEM form; ${END}`,
    ],
    [
      "has a broken one",
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
      (path) => `${path}, which AWS_CA_BUNDLE names, has a certificate that is broken; ${END}`,
    ],
  ])("that %s is refused", async (_, text, sentence) => {
    const path = join(temporaryFolder(), "bundle.pem");
    writeFileSync(path, text);
    const trust = trusting({ path, namedBy: "AWS_CA_BUNDLE" });
    await expect(trust).rejects.toSatisfy(isTargetOptionsError);
    await expect(trust).rejects.toThrow(sentence(path));
  });

  test("that is a folder is refused", async () => {
    const path = temporaryFolder();
    await expect(trusting({ path, namedBy: "AWS_CA_BUNDLE" })).rejects.toThrow(
      `the certificates that AWS_CA_BUNDLE names cannot be read from ${path}: it is a folder; ${END}`,
    );
  });
});
