import type { Sweep } from "@rekognition-rx/inventory";
import { expect, onTestFinished, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { sweepEngine } from "../src/engine/sweep-engine.js";
import { sweptWorld, workedOut } from "./support/in-process.js";

const postgres = postgresForTests();

test.each(["serializable", "repeatable read"])(
  "two workers come to the end of a run without trouble in a database whose default is %s",
  async (isolation) => {
    const database = await postgres.database();
    const name = new URL(database).pathname.slice(1);
    await postgres.rows(database, `alter database "${name}" set default_transaction_isolation to '${isolation}'`);
    const { run, undisturbed } = await sweptWorld();
    const sweeps: Sweep[] = [];
    const troubles: string[] = [];
    for (let each = 0; each < 2; each += 1) {
      const sweep = await sweepEngine.open({
        connectionString: database,
        onTrouble: (sentence) => void troubles.push(sentence),
      });
      onTestFinished(() => sweep.close());
      sweeps.push(sweep);
    }
    await sweeps[0]?.begin(run);
    const expected = await undisturbed();
    expect(await Promise.all(sweeps.map((sweep) => workedOut(sweep, run)))).toEqual([expected, expected]);
    expect(troubles).toEqual([]);
  },
);
