import type { AddressInfo } from "node:net";
import { rekognitionClient } from "@rekognition-rx/core";
import { createEmulator, type Emulator, type EmulatorOptions } from "@rekognition-rx/emulator";
import { onTestFinished } from "vitest";
import { type BackendOptions, createBackend } from "../../../examples/backend/src/create-backend.js";

/** The backend of the examples, on a port of its own. */
export interface StartedBackend {
  readonly app: ReturnType<typeof createBackend>;
  readonly emulator: Emulator;
  readonly url: string;
  readonly port: number;
  /** How many sockets its server holds. */
  readonly connections: () => Promise<number>;
}

/** Starts an emulator, and the backend in front of it, for one test. */
export async function startBackend(
  emulated: EmulatorOptions | Emulator = {},
  options: Omit<BackendOptions, "client"> & { readonly port?: number } = {},
): Promise<StartedBackend> {
  const emulator = "requests" in emulated ? emulated : await createEmulator(emulated);
  const client = rekognitionClient({
    endpoint: emulator.url,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  const { port: asked = 0, ...rest } = options;
  const app = createBackend({ every: 20, patience: 100, grace: 1_000, ...rest, client });
  onTestFinished(async () => {
    await app.close();
    client.destroy();
    await emulator.close();
  });
  await app.listen({ host: "127.0.0.1", port: asked });
  const { port } = app.server.address() as AddressInfo;
  return {
    app,
    emulator,
    url: `http://127.0.0.1:${port}`,
    port,
    connections: () =>
      new Promise((resolve, reject) => {
        app.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
      }),
  };
}
