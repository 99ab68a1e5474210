import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "@rekognition-rx/emulator";
import { clientEnvironment } from "./conformance-emulator.js";

/** Asks a script that has been started for what it does. */
export type PythonServer = (question: JsonObject) => Promise<JsonObject>;

/**
 * Starts a script of Python that takes lines of JSON, each with an `id`, and answers each with a line of that `id`.
 *
 * To load one of AWS's clients costs more than all that a test asks of it: so one process answers all the tests of a
 * worker. It ends by itself when its input does.
 *
 * @param script - its path below this folder.
 */
export function pythonServer(script: string): PythonServer {
  const child = spawn("python3", [fileURLToPath(new URL(script, import.meta.url))], {
    env: { PATH: process.env["PATH"], HOME: "/nonexistent", PYTHONDONTWRITEBYTECODE: "1", ...clientEnvironment() },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  createInterface(child.stdout).on("line", (line) => {
    const { id, ...answer } = JSON.parse(line) as JsonObject & { readonly id: number };
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  child.once("exit", (code) => {
    for (const { reject } of waiting.values()) {
      reject(new Error(`${script} ended with ${code}`));
    }
  });
  letGo(child);
  return (question) =>
    new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve, reject });
      child.stdin.write(`${JSON.stringify({ id: asked, ...question })}\n`);
    });
}

interface Waiting {
  readonly resolve: (answer: JsonObject) => void;
  readonly reject: (error: Error) => void;
}

/** It does not keep the worker that has started it. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout]) {
    if (stream instanceof Socket) {
      stream.unref();
    }
  }
}
