// Set before the SDK is loaded: it would warn about Node 20 on stderr, where users read our own sentences.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

// No warnings of Node and of libraries: a user of the command can do nothing about them, and programs read lines on
// stderr.
process.removeAllListeners("warning");

const { rekognitionInventory } = await import("./command/rekognition-inventory.js");
const exitCode = await rekognitionInventory(process.argv.slice(2));
process.exitCode = exitCode;
// Work that was interrupted may still wait for credentials, a socket, or the reader of the output. Ctrl-C ends it now.
if (exitCode > 128) {
  process.exit();
}
if (exitCode !== 0) {
  // The same after a failure such as --timeout, but only when all output is written.
  process.stdout.write("", () => process.exit());
}
