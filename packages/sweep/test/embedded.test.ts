import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { sweepEngine } from "../src/engine/sweep-engine.js";
import { sweptWorld, workedOut } from "./support/in-process.js";

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "embedded-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe("an embedded Postgres", () => {
  test("that is killed is started again where its workers look for it, and their run loses nothing", async () => {
    const folder = await temporaryFolder();
    const troubles: string[] = [];
    const onTrouble = (sentence: string): void => void troubles.push(sentence);
    const sweep = await sweepEngine.open({ connectionString: "embedded", folder, onTrouble });
    const home = (await readFile(join(folder, "sweep-postgres.txt"), "utf8")).trim();
    const written = async (): Promise<readonly (string | undefined)[]> => {
      const [pid, , , port] = (await readFile(join(home, "data", "postmaster.pid"), "utf8")).split("\n");
      return [pid, port];
    };
    onTestFinished(async () => {
      await sweep.close();
      await rm(home, { recursive: true });
    });
    const { run, undisturbed } = await sweptWorld({ latency: 20 });
    await sweep.begin(run);
    const [killed, port] = await written();
    let steps = 0;
    await sweep.work({
      runId: run.runId,
      stop: AbortSignal.timeout(60_000),
      onEvent: ({ what }) => {
        steps += what === "step" ? 1 : 0;
        if (what === "step" && steps === 10) {
          process.kill(Number(killed), "SIGKILL");
        }
      },
    });
    expect(await workedOut(sweep, run)).toEqual(await undisturbed());
    const [pid, again] = await written();
    expect(pid).not.toBe(killed);
    expect(again).toBe(port);
    expect(troubles).not.toEqual([]);
  });

  test("that one who only looked has started and stops is there for whoever is about to use it", async () => {
    const folder = await temporaryFolder();
    const made = await sweepEngine.open({ connectionString: "embedded", folder });
    const home = (await readFile(join(folder, "sweep-postgres.txt"), "utf8")).trim();
    onTestFinished(() => rm(home, { recursive: true }));
    await made.close();
    for (let again = 0; again < 3; again += 1) {
      const looking = await sweepEngine.open({ connectionString: "embedded", folder, mustExist: true });
      const [sweep] = await Promise.all([sweepEngine.open({ connectionString: "embedded", folder }), looking.close()]);
      expect(await sweep.status()).toBeUndefined();
      await sweep.close();
    }
  });

  test("is not made by one who only looks at it", async () => {
    const folder = await temporaryFolder();
    await expect(sweepEngine.open({ connectionString: "embedded", folder, mustExist: true })).rejects.toThrow(
      `there is no embedded Postgres of ${folder}; give the folder that the export has as --out`,
    );
  });

  test("of a folder that is a file is refused with a sentence", async () => {
    const file = join(await temporaryFolder(), "file");
    await writeFile(file, "");
    await expect(sweepEngine.open({ connectionString: "embedded", folder: file })).rejects.toThrow(
      `the embedded Postgres of ${file} cannot be made: EEXIST`,
    );
  });

  test.runIf(process.getuid?.() === 0)(
    "in temporary files that it may not enter is refused with a sentence",
    async () => {
      const folder = await temporaryFolder();
      const closed = join(folder, "closed");
      await mkdir(closed, { mode: 0o700 });
      vi.stubEnv("TMPDIR", closed);
      onTestFinished(() => void vi.unstubAllEnvs());
      await expect(sweepEngine.open({ connectionString: "embedded", folder })).rejects.toThrow(
        /Postgres would run as the user nobody, who may not enter .*; set TMPDIR to another folder/,
      );
    },
  );
});
