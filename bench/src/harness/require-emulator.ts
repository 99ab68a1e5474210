/** Refuses to run without an emulator: a contestant that was started by hand must not call AWS. */
export function requireEmulator(): void {
  const url = process.env["AWS_ENDPOINT_URL_REKOGNITION"];
  if (url?.startsWith("http://127.0.0.1:") !== true) {
    throw new Error(`AWS_ENDPOINT_URL_REKOGNITION must be an emulator on this machine, not ${url}`);
  }
}
