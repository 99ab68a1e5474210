import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { inShuffledRounds, runInProcess } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";
import type { Target } from "../harness/target.js";
import { type Scene, SCENES } from "./weather.js";

const CONTESTANTS = ["SDK, standard", "SDK, adaptive", "ours, quota unknown", "ours, quota configured"];

interface Outcome {
  /** Walks that were lost, in % of all. */
  readonly lost: number;
  readonly timeRatio: number;
  /** Requests that were refused, in %. */
  readonly wasted: number;
}

/** The weather of the design over HTTP: walks lost, time and requests refused. All contestants have default options. */
export async function weather(): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const scene of SCENES) {
    const outcomes = await inShuffledRounds(CONTESTANTS, 3, (contestant) => run(scene, contestant));
    const figures = (of: keyof Outcome): ReadonlyMap<string, readonly number[]> =>
      new Map([...outcomes].map(([contestant, runs]) => [contestant, runs.map((outcome) => outcome[of])]));
    const setup = setupOf(scene);
    measured.push(
      {
        name: `weather, ${scene.name}: walks lost`,
        unit: "% of the walks",
        setup,
        rows: rowsOf(figures("lost"), NONE, false),
      },
      {
        name: `weather, ${scene.name}: time`,
        unit: "of the ideal time",
        setup,
        rows: rowsOf(figures("timeRatio"), {}, false),
      },
      {
        name: `weather, ${scene.name}: requests refused`,
        unit: "%",
        setup,
        rows: rowsOf(figures("wasted"), {}, false),
      },
    );
  }
  return measured;
}

const NONE: Readonly<Record<string, Target>> = {
  "ours, quota unknown": { of: "figure", atMost: 0 },
  "ours, quota configured": { of: "figure", atMost: 0 },
};

async function run(scene: Scene, contestant: string): Promise<Outcome> {
  const module = fileURLToPath(new URL("weather-service.js", import.meta.url));
  const service = spawn(process.execPath, [module, JSON.stringify(scene)], { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = (await once(createInterface(service.stdout), "line")) as [string];
  try {
    const env = {
      AWS_ENDPOINT_URL_REKOGNITION: url,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
    };
    const ends = (await Promise.all(
      Array.from({ length: scene.processes }, () =>
        runInProcess(new URL("weather-contestant.js", import.meta.url), [contestant, scene.name], { env }),
      ),
    )) as readonly { readonly lost: number; readonly seconds: number }[];
    const { served, refused } = (await (await fetch(url)).json()) as Readonly<Record<"served" | "refused", number[]>>;
    return {
      lost: (100 * ends.reduce((sum, { lost }) => sum + lost, 0)) / (scene.walks * scene.processes),
      timeRatio: Math.max(...ends.map(({ seconds }) => seconds)) / scene.ideal,
      wasted: (100 * refused.length) / (served.length + refused.length),
    };
  } finally {
    service.kill();
    await once(service, "close");
  }
}

function setupOf({ rate, burst, latency, walks, pages, processes, name }: Scene): string {
  const load = walks === 1 ? `1 walk of ${pages} pages` : `${walks} walks of ${pages} pages at once`;
  return (
    `${load}${processes === 1 ? "" : ` in each of ${processes} processes`}, ` +
    `a quota of ${rate} requests per second and ${burst} at once, answers after ${latency} ms +- 50 %. ` +
    `The scene: ${name}. Every contestant has its default options. ` +
    "The SDK's modes give up after 3 attempts: if they lose walks, their time says little."
  );
}
