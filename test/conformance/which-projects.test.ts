import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { describeProjects$, isListingError } from "@rekognition-rx/core";
import { flattenProjects, projectsNotFound } from "@rekognition-rx/operators";
import { lastValueFrom, map, toArray } from "rxjs";
import { describe, expect, onTestFinished, test } from "vitest";
import { conformanceEmulator } from "./conformance-emulator.js";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** 25 projects, every third of them an adapter. */
const projects = Array.from({ length: 25 }, (_, at) => ({
  name: `p${at}`,
  createdAt: 1_000 + at,
  feature: at % 3 === 0 ? ("CONTENT_MODERATION" as const) : ("CUSTOM_LABELS" as const),
}));
const Features: ("CONTENT_MODERATION" | "CUSTOM_LABELS")[] = ["CUSTOM_LABELS", "CONTENT_MODERATION"];

async function started() {
  const emulator = await conformanceEmulator({ account: { projects } });
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const client = new RekognitionClient({ endpoint: emulator.url, region: "us-east-1", credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return { emulator, client };
}

const nameIn = ({ ProjectArn = "" }: { readonly ProjectArn?: string | undefined }) => ProjectArn.split("/")[1];

describe("describeProjects$", () => {
  test("leaves adapters out, as the service does, unless it is asked for both", async () => {
    const { client } = await started();
    const names = (input: Parameters<typeof describeProjects$>[1]) =>
      lastValueFrom(describeProjects$({ client, pageSize: 4 }, input).pipe(flattenProjects(), map(nameIn), toArray()));
    const labels = projects.filter(({ feature }) => feature === "CUSTOM_LABELS").map(({ name }) => name);

    expect(await names({})).toEqual(labels);
    expect(await names({ Features })).toEqual(projects.map(({ name }) => name));
  });

  test("takes any number of names, and the service takes its chunks", async () => {
    const { emulator, client } = await started();
    const ProjectNames = [...projects.map(({ name }) => name), "never-was", "p3", "nor-this"];
    const pages$ = describeProjects$({ client }, { ProjectNames, Features });

    expect(await lastValueFrom(pages$.pipe(flattenProjects(), map(nameIn), toArray()))).toEqual(
      projects.map(({ name }) => name),
    );
    const asked = emulator.requests.map(({ input }) => input?.["ProjectNames"]);
    expect(asked).toMatchObject([{ length: 10 }, { length: 10 }, { length: 7 }]);
    expect(await lastValueFrom(pages$.pipe(projectsNotFound(ProjectNames)))).toEqual(["never-was", "nor-this"]);
  });

  test("resumes from inside any chunk, in a walk of its own", async () => {
    const { emulator, client } = await started();
    const ProjectNames = projects.map(({ name }) => name);
    const config = { client, pageSize: 3 };
    const input = { ProjectNames, Features };
    // Four pages for each ten names, and two for the last five.
    for (let failing = 0; failing < 10; failing += 1) {
      let request = 0;
      emulator.setFaults(() =>
        request++ === failing ? { type: "exception", name: "InternalServerError" } : undefined,
      );
      const seen: unknown[] = [];
      const error = await new Promise<unknown>((resolve) => {
        describeProjects$(config, input)
          .pipe(flattenProjects(), map(nameIn))
          .subscribe({ next: (name) => seen.push(name), error: resolve, complete: () => resolve(undefined) });
      });
      const resumeToken = isListingError(error) ? error.resumeToken : "no error";
      const rest = describeProjects$(config, input).resumeFrom(
        resumeToken === undefined ? undefined : (JSON.parse(JSON.stringify(resumeToken)) as string),
      );
      seen.push(...(await lastValueFrom(rest.pipe(flattenProjects(), map(nameIn), toArray()))));
      expect(seen).toEqual(ProjectNames);
    }
  });
});
