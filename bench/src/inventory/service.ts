import { type AccountSeed, createEmulator } from "@rekognition-rx/emulator";
import { ACCOUNTS, DATASETS, LABELS, QUOTA, REGIONS, type ServiceSize } from "./size.js";

// An emulator of the organization in a process of its own, its size given as JSON: prints its address, and serves until
// it is ended.

const { projects, ratePerSecond } = JSON.parse(process.argv[2] ?? "") as ServiceSize;

const accounts = ACCOUNTS.flatMap((accountId) =>
  REGIONS.map((region): AccountSeed => ({
    accountId,
    region,
    projects: Array.from({ length: projects }, (_, at) => ({
      name: `line-${at}-surface-inspection`,
      datasets: (["TRAIN", "TEST"] as const).slice(0, DATASETS).map((type) => ({ type, entries: entries() })),
    })),
  })),
);

const emulator = await createEmulator({
  accounts,
  journalLimit: 1,
  throttle: ratePerSecond === undefined ? undefined : { ...QUOTA, ratePerSecond },
});
console.log(emulator.url);

/** One image per label. They are made when a request first asks for them. */
function entries(): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      for (let label = 0; label < LABELS; label += 1) {
        yield JSON.stringify({
          "source-ref": `s3://custom-labels-images/${label}.jpg`,
          "surface-class": label,
          "surface-class-metadata": {
            confidence: 1,
            "class-name": `label-${label}`,
            "human-annotated": "yes",
            "creation-date": "2026-01-01T00:00:00.000Z",
            type: "groundtruth/image-classification",
          },
        });
      }
    },
  };
}
