import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { calledWith } from "../support/called-with.js";
import { callCommand } from "../support/call-command.js";
import { commandFolder, KEYS } from "../support/command-folder.js";
import { httpServer } from "../support/http-server.js";
import { runCommand } from "../support/run-command.js";
import { smallAccount } from "../support/small-account.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const HERE = { ...KEYS, AWS_REGION: "us-east-1" };
const nowhere = ["--endpoint-url", "http://127.0.0.1:9"];

describe("a run in which nothing can be read", () => {
  test.each<[string, number, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ["no credentials", 1, ["--region", "us-east-1", ...nowhere], {}, /^no AWS credentials were found; name a profile /],
    [
      "an unknown profile",
      1,
      ["--profile", "nope", "--region", "us-east-1", ...nowhere],
      KEYS,
      /^there are no AWS credentials for the profile "nope": it does not exist, has none, or could not get them; /,
    ],
    [
      "an unknown profile of the environment",
      1,
      ["--region", "us-east-1", ...nowhere],
      { AWS_PROFILE: "nope" },
      /the profile "nope"/,
    ],
    [
      "no credentials, in several regions",
      1,
      ["--region", "us-east-1,eu-west-1", ...nowhere],
      {},
      /^nothing could be read in 2 accounts and regions: no AWS credentials were found; name a profile /,
    ],
    ["no region", 2, nowhere, KEYS, /^no AWS region is set; give one with --region, /],
    [
      "an endpoint that is no URL",
      2,
      [],
      { ...HERE, AWS_ENDPOINT_URL: "garbage" },
      /^"garbage" is no URL of an endpoint; give one such as /,
    ],
    [
      "a role without accounts",
      2,
      ["--role-name", "reader", ...nowhere],
      HERE,
      /^a role is assumed in accounts that are named, or in those of an organization; give --accounts or --organization too, /,
    ],
    [
      "accounts that are in no file",
      2,
      ["--accounts", "none.txt"],
      HERE,
      /^the accounts cannot be read from none\.txt: /,
    ],
    [
      "a setting that the SDK refuses in a promise that nobody awaits",
      1,
      nowhere,
      { ...HERE, AWS_DEFAULTS_MODE: "garbage" },
      /^DescribeProjects failed at page 1: Invalid parameter for "defaultsMode", .*, got garbage$/,
    ],
    [
      "a folder that cannot be made",
      1,
      [...nowhere, "--out", "file/out"],
      HERE,
      /^cannot write file\/out\/runs: a part of the path is a file and not a folder; choose another folder with --out, or /,
    ],
    [
      "a journal that is a folder",
      1,
      [...nowhere, "--journal", "folder"],
      HERE,
      /^cannot write folder: it is a folder; choose another folder with --out, or another file with --journal$/,
    ],
  ])("%s: one line on stderr, exit code %d, nothing left behind", async (_, exitCode, args, env, sentence) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "file"), "");
    mkdirSync(join(cwd, "folder"));
    const { code, stdout, stderr } = await callCommand(args, { cwd, env });
    expect(stderr).toMatch(/^rekognition-inventory: [^\n]+\n$/);
    expect(stderr.slice(23, -1)).toMatch(sentence);
    expect(stderr).not.toContain("resume");
    expect(code).toBe(exitCode);
    expect(stdout).toBe("");
    expect(readdirSync(cwd)).toEqual(["file", "folder"]);
  });

  test.each<[string, RequestListener, RegExp]>([
    [
      "the login page of a network",
      (_, response) => response.setHeader("content-type", "text/html").end("<html>\n<title>Hotel</title></html>"),
      /^DescribeProjects was answered at page 1 by a proxy, the login page of a network or a wrong endpoint, and not by AWS \(HTTP 200, "<html> <title>Hotel<\/title><\/html>"\); check the way to AWS, and the endpoint \(--endpoint-url, AWS_ENDPOINT_URL\)$/,
    ],
    [
      "a proxy that wants a login",
      (_, response) => response.writeHead(407, { "content-type": "text/html" }).end("<html>Who are you?</html>"),
      /^DescribeProjects was answered at page 1 by a proxy that asks for a login, and not by AWS \(HTTP 407, "<html>Who are you\?<\/html>"\); /,
    ],
    [
      "a redirection",
      (_, response) => response.writeHead(302, { location: "https://login.example/" }).end(),
      /by a proxy, the login page of a network or a wrong endpoint, and not by AWS \(HTTP 302, to https:\/\/login\.example\/\)/,
    ],
    [
      "an answer that is not as AWS describes it",
      (_, response) =>
        response
          .setHeader("content-type", "application/x-amz-json-1.1")
          .end(JSON.stringify({ ProjectDescriptions: [{ CreationTimestamp: "tomorrow" }] })),
      /^the answer to DescribeProjects at page 1 is not as AWS describes it \(Expected real number, got implicit NaN\); if the endpoint is AWS's own, update @aws-sdk\/client-rekognition$/,
    ],
  ])("%s is reported in one line, with what to do, and is not asked again", async (_, answer, sentence) => {
    const cwd = temporaryFolder();
    const { url, asked } = await httpServer(answer);
    const { code, stdout, stderr } = await callCommand(["--endpoint-url", url], { cwd, env: HERE });
    expect(stderr.slice(23, -1)).toMatch(sentence);
    expect({ code, stdout, lines: stderr.split("\n").length }).toEqual({ code: 1, stdout: "", lines: 2 });
    expect(asked("RekognitionService.DescribeProjects")).toBe(1);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("an address with https, of a server without, is called that", async () => {
    const cwd = temporaryFolder();
    const { url } = await httpServer((_, response) => response.end());
    const args = ["--endpoint-url", url.replace("http:", "https:")];
    expect(await callCommand(args, { cwd, env: HERE })).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "rekognition-inventory: the server does not speak https; give its address as http://... with --endpoint-url, or in AWS_ENDPOINT_URL\n",
    });
  });

  test("a denial in one region is a sentence, and so is a region without Custom Labels", async () => {
    const { run, cwd } = await commandFolder({ account: smallAccount, denied: [{ operation: "DescribeProjects" }] });
    const denied = await run();
    expect({ ...denied, stderr: "" }).toEqual({ code: 1, stdout: "", stderr: "" });
    expect(denied.stderr).toMatch(
      /^rekognition-inventory: AWS denied rekognition:DescribeProjects \([^\n]+; [^\n]+\n$/,
    );
    const elsewhere = await run(["--region", "eu-north-1"]);
    expect({ ...elsewhere, stderr: "" }).toEqual({ code: 1, stdout: "", stderr: "" });
    expect(elsewhere.stderr).toMatch(/ in eu-north-1, where Custom Labels is not offered; it is in us-east-1, /);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("reasons that differ are a line each, and the files of an earlier run stay as they were", async () => {
    let isDenied = false;
    const { run, files, journals } = await commandFolder({
      account: smallAccount,
      faults: ({ operation, region }) =>
        isDenied && operation === "DescribeProjects"
          ? {
              type: "error",
              status: 400,
              code: "AccessDeniedException",
              message: region === "us-east-1" ? "not you" : "nobody",
            }
          : undefined,
    });
    expect((await run(["--quiet"])).code).toBe(0);
    const before = { files: files(), journals: journals() };
    isDenied = true;
    const { code, stdout, stderr } = await run(["--region", "us-east-1,eu-west-1"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.split("\n").filter((line) => /^\S|^ {2}\S/.test(line))).toEqual([
      "rekognition-inventory: nothing could be read",
      "  denied DescribeProjects in 111122223333 us-east-1: AWS denied",
      "  denied DescribeProjects in 111122223333 eu-west-1: AWS denied",
    ]);
    expect({ files: files(), journals: journals() }).toEqual(before);
  });
});

describe("a mistake on the command line", () => {
  test.each<[readonly string[], string]>([
    [["--regoin", "x"], "unknown option '--regoin'\n(Did you mean --region?)"],
    [["--\u001B[31mred"], "unknown option '-- [31mred'"],
    [
      ["exprot"],
      'there is no command "exprot"; there are export, resume, views, diff, cost, watch, doctor, worker, status and completion',
    ],
    [["resume", "a", "b"], "too many arguments for 'resume'. Expected 1 argument but got 2."],
    [["--out", "-"], "--out - writes a view to the standard output; say where the run is kept with --journal FILE"],
    [
      ["--out", "-", "--journal", "j", "--format", "csv,ndjson"],
      "--out - writes one view in one format; give one with --format",
    ],
    [
      ["--out", "-", "--journal", "j", "--format", "html"],
      "--out - writes rows, and the html report has none; give a folder with --out, or another --format",
    ],
    [
      ["--fail-on", "never,denied"],
      "--fail-on never cannot be combined with an outcome; give it alone, or leave it out",
    ],
    [
      ["--out", "there", "--journal", "./there/inventory.csv"],
      "the run would overwrite ./there/inventory.csv with its file of the same name; give the journal another name, or choose another folder with --out",
    ],
    [
      ["--format", "ndjson", "--csv-for-excel"],
      "--csv-for-excel only applies to CSV, and no CSV is written; leave it out, or add csv to --format",
    ],
    [
      ["--csv-plain", "--format", "ndjson"],
      "--csv-plain only applies to CSV, and no CSV is written; leave it out, or add csv to --format",
    ],
    [
      ["--accounts", "a", "--organization"],
      "--accounts and --organization both say which accounts there are; give one of them",
    ],
  ])("%j is one sentence, and ends with 2", async (args, sentence) => {
    expect(await calledWith(args)).toEqual({ code: 2, stdout: "", stderr: `rekognition-inventory: ${sentence}\n` });
  });

  test.each<[readonly string[], string]>([
    [["resume"], "cannot read out: there is no such file or folder; give a journal, or the folder that a run wrote to"],
    [
      ["views", "missing/sub/out"],
      "cannot read missing/sub/out: there is no folder missing; give a journal, or the folder that a run wrote to",
    ],
    [["--config", "none.json"], "cannot read none.json: there is no such file; give a JSON file with --config"],
    [
      ["--config", "missing/none.json"],
      "cannot read missing/none.json: there is no folder missing; give a JSON file with --config",
    ],
    [["views", "."], "there is no run in .; begin one with: rekognition-inventory export --out ."],
    [["resume", "."], "there is no run in .; begin one with: rekognition-inventory export --out ."],
    [["--out", ""], "option '--out <folder>' argument '' is invalid. It must not be empty."],
  ])("%j is one sentence of the process, too", async (args, sentence) => {
    const cwd = temporaryFolder();
    const { finished } = runCommand(args, { cwd, env: HERE });
    expect(await finished).toEqual({ code: 2, stdout: "", stderr: `rekognition-inventory: ${sentence}\n` });
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("a journal that is there already is not gone on with by a new run", async () => {
    const { run, cwd, files } = await commandFolder({ account: smallAccount });
    const args = ["--out", "-", "--journal", "run.journal", "--quiet"];
    expect((await run(args)).code).toBe(0);
    const before = files(".");
    expect(await run(args)).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "rekognition-inventory: run.journal is there already; name another file with --journal, or go on with it: rekognition-inventory resume run.journal --out -\n",
    });
    expect(files(".")).toEqual(before);
    expect(readdirSync(cwd)).toEqual(["run.journal"]);
  });
});
