import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeProjectsCommand } from "@aws-sdk/client-rekognition";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../../inventory/test/support/free-port.js";
import { sdkClient } from "../support/sdk-client.js";

const root = new URL("../../", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), "utf8");
const bin = `"${process.execPath}" "${new URL("bin/rekognition-emulator.js", root).pathname}"`;
const examples = new URL("examples", root).pathname;

/** Runs the lines of a shell in a folder of their own. What they leave running ends with the test. */
function shell(script: string, environment: Readonly<Record<string, string>>): void {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  execFileSync("sh", ["-euc", `${script}\necho $! > pid`], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
  onTestFinished(() => {
    process.kill(pid, "SIGTERM");
    rmSync(folder, { recursive: true });
  });
}

test("the step for GitHub Actions leaves an emulator running, and the variables that lead to it", async () => {
  const port = String(await freePort());
  const [, block = ""] = /^```yaml\n- run: \|\n([\s\S]+?)^```/m.exec(read("README.md")) ?? [];
  const script = block
    .replaceAll("npx -y @rekognition-rx/emulator", bin)
    .replaceAll("4566", port)
    .replaceAll("test/seed.json", `${examples}/seed.json`);
  const file = join(mkdtempSync(join(tmpdir(), "emulator-env-")), "env");
  shell(script, { GITHUB_ENV: file });
  const variables = Object.fromEntries(
    readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split("=", 2)),
  ) as Readonly<Record<string, string>>;
  expect(Object.keys(variables).toSorted()).toEqual([
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL_REKOGNITION",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
  ]);
  const client = sdkClient(variables["AWS_ENDPOINT_URL_REKOGNITION"] ?? "", {
    region: variables["AWS_REGION"] ?? "",
    accessKeyId: variables["AWS_ACCESS_KEY_ID"] ?? "",
  });
  expect((await client.send(new DescribeProjectsCommand({}))).ProjectDescriptions).toHaveLength(2);
});

test("what the container of compose.yaml runs serves the seed of the examples, and its health check finds it", async () => {
  const port = String(await freePort());
  const dockerfile = read("Dockerfile");
  const [, entry = ""] = /^ENTRYPOINT (\[.+\])$/m.exec(dockerfile) ?? [];
  const [, command = ""] = /^ {4}command: (\[.+\])$/m.exec(read("compose.yaml")) ?? [];
  const [, healthCheck = ""] = /^HEALTHCHECK .*CMD node (.+)$/m.exec(dockerfile) ?? [];
  const words = [...(JSON.parse(entry) as string[]), ...(JSON.parse(command) as string[])];
  expect(words[0]).toBe("rekognition-emulator");
  const line = words.slice(1).join(" ").replaceAll("4566", port).replaceAll("/seed/", `${examples}/`);
  const check = `"${process.execPath}" ${healthCheck.replaceAll("4566", port)}`;
  shell(`${bin} ${line} > log &\nfor n in $(seq 50); do ${check} && break; sleep 0.2; done\n${check}`, {});
  const { ProjectDescriptions } = await sdkClient(`http://127.0.0.1:${port}`).send(new DescribeProjectsCommand({}));
  expect(ProjectDescriptions).toHaveLength(2);
});
