import type { AddressInfo } from "node:net";
import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { rekognitionClient } from "@rekognition-rx/core";
import { createEmulator, type Emulator, type EmulatorOptions } from "@rekognition-rx/emulator";
import { onTestFinished } from "vitest";
import { type BackendOptions, createBackend } from "../../../examples/backend/src/create-backend.js";

/** The backend of the examples, on a port of its own. */
export interface StartedBackend {
  readonly app: ReturnType<typeof createBackend>;
  readonly emulator: Emulator;
  readonly client: RekognitionClient;
  readonly url: string;
  readonly port: number;
  /** How many sockets its server holds. */
  readonly connections: () => Promise<number>;
  /** Closes both, if they are not closed: the end of the test does so, too. */
  readonly close: () => Promise<void>;
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
  const close = async (): Promise<void> => {
    await app.close();
    client.destroy();
    await emulator.close();
  };
  onTestFinished(close);
  await app.listen({ host: "127.0.0.1", port: asked });
  const { port } = app.server.address() as AddressInfo;
  return {
    app,
    client,
    close,
    emulator,
    url: `http://127.0.0.1:${port}`,
    port,
    connections: () =>
      new Promise((resolve, reject) => {
        app.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
      }),
  };
}
