import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { rekognitionClient } from "@rekognition-rx/core";
import {
  createEmulator,
  type Emulator,
  ignoreAwsConfiguration,
  lifelikeOrganization,
  type ProjectSeed,
} from "@rekognition-rx/emulator";
import { interval, type Subscription } from "rxjs";

/** A made-up account on this machine, in which a project changes all the time. */
export interface EmbeddedAccount {
  readonly url: string;
  readonly client: RekognitionClient;
  /** Closes the emulator, but not the client. */
  close(): Promise<void>;
}

export async function embeddedAccount(): Promise<EmbeddedAccount> {
  ignoreAwsConfiguration();
  const region = "us-east-1";
  const { accounts } = lifelikeOrganization({ accounts: 1, regions: [region], projects: 40 });
  const emulator = await createEmulator({ accounts, latency: 40 });
  const accountId = accounts[0]?.accountId ?? "";
  const client = rekognitionClient({
    region,
    endpoint: emulator.url,
    credentials: { accessKeyId: accountId, secretAccessKey: "emulated" },
  });
  const life = live(emulator, accountId);
  return {
    url: emulator.url,
    client,
    async close() {
      life.unsubscribe();
      await emulator.close();
    },
  };
}

/** Takes a project from its creation to its end, again and again. Now and then, the service throttles. */
function live(emulator: Emulator, accountId: string): Subscription {
  const projects = emulator.projects({ accountId });
  let createdAt = Date.now();
  return interval(STEP).subscribe((step) => {
    const scene = SCENES[step % SCENES.length];
    if (scene === SCENES[0]) {
      createdAt = Date.now();
    }
    if (scene === undefined) {
      projects.remove(NAME);
    } else {
      projects.put({ name: NAME, createdAt, ...scene });
    }
    const isThrottled = step % THROTTLED_EVERY >= THROTTLED_EVERY - THROTTLED_FOR;
    emulator.setFaults(isThrottled ? () => ({ type: "throttle" }) : undefined);
  });
}

const NAME = "aisle-7-night-shift";
/** Milliseconds. */
const STEP = 4_000;
const THROTTLED_EVERY = 20;
const THROTTLED_FOR = 5;

const TRAINED = { datasets: [{ type: "TRAIN" }, { type: "TEST" }] } as const;
const SCENES: readonly (Omit<ProjectSeed, "name"> | undefined)[] = [
  { status: "CREATING" },
  { status: "CREATED" },
  { datasets: [{ type: "TRAIN", status: "CREATE_IN_PROGRESS" }] },
  { datasets: [{ type: "TRAIN" }, { type: "TEST", status: "CREATE_IN_PROGRESS" }] },
  TRAINED,
  { ...TRAINED, versions: [{ name: "v1", status: "TRAINING_IN_PROGRESS" }] },
  { ...TRAINED, versions: [{ name: "v1", status: "TRAINING_COMPLETED" }] },
  { ...TRAINED, versions: [{ name: "v1", status: "RUNNING" }] },
  { ...TRAINED, status: "DELETING" },
  undefined,
];
