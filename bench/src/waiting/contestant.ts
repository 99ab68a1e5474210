import { decodeEither, type StandardSchema } from "@rekognition-rx/operators";
import { lastValueFrom, range } from "rxjs";

// Values that wait for an asynchronous schema, as many as the command line says: prints the microseconds of CPU per value.

const values = Number(process.argv[2]);
const schema: StandardSchema = {
  "~standard": { version: 1, vendor: "bench", validate: async (value) => ({ value }) },
};

async function decodeAll(): Promise<void> {
  await lastValueFrom(range(0, values).pipe(decodeEither(schema)));
}

/** Rounds, so that small sizes run long enough for the clock of the CPU. */
const rounds = Math.max(1, Math.ceil(80_000 / values));
for (let i = 0; i < rounds; i += 1) {
  await decodeAll();
}
const before = process.cpuUsage();
for (let i = 0; i < rounds; i += 1) {
  await decodeAll();
}
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify((user + system) / (rounds * values)));
