import type { JsonObject } from "@rekognition-rx/emulator";
import { type PythonServer, pythonServer } from "../python-server.js";

/** What boto3 answered, or what the service refused as boto3 names it. */
export interface Boto3Answer {
  readonly answer?: unknown;
  readonly refusal?: readonly [code: string, message: string];
}

/**
 * Has boto3 do something: what is asked for stands in `client.py`.
 *
 * @throws Error for what boto3 does not take, or cannot do
 */
export async function askBoto3(question: JsonObject): Promise<Boto3Answer> {
  server ??= pythonServer("boto3/client.py");
  const { failure, ...answered } = await server(question);
  if (failure !== undefined) {
    throw new Error(`boto3: ${JSON.stringify(failure)}`);
  }
  return answered;
}

let server: PythonServer | undefined;
