// Before the SDK is loaded: it warns of Node 20 on stderr, where our own sentences are read.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

// Of Node's and of libraries: a user of the command can do nothing about them, and stderr has lines for programs.
process.removeAllListeners("warning");

const { rekognitionInventory } = await import("./command/rekognition-inventory.js");
const exitCode = await rekognitionInventory(process.argv.slice(2));
process.exitCode = exitCode;
// What was interrupted may still wait for credentials or a socket, or for whoever reads the output: Ctrl-C is now.
if (exitCode > 128) {
  process.exit();
}
if (exitCode !== 0) {
  // --timeout too, but what was written comes through.
  process.stdout.write("", () => process.exit());
}
