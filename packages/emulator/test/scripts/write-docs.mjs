// Writes the reference documentation from the code: packages/emulator/docs/*.md.
//
// Usage: node packages/emulator/test/scripts/write-docs.mjs (after a build)

import { mkdirSync, writeFileSync } from "node:fs";

import { referenceDocs } from "../../dist/reference/reference-docs.js";

const folder = new URL("../../docs/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(referenceDocs())) writeFileSync(new URL(name, folder), text);
