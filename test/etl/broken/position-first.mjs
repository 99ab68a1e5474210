// The job, with a position that is in the database some time before the batch is.
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "../../../examples/etl/dist/run.js";
import { Warehouse } from "../../../examples/etl/dist/warehouse/warehouse.js";

class PositionFirst extends Warehouse {
  /** Long, and once: a machine that is busy must not miss it. */
  #pause = 2_000;

  /** @override @type {Warehouse["commit"]} */
  async commit(key, batch, position) {
    await super.commit(key, { ...batch, rows: [], deadLetters: [] }, position);
    await sleep(this.#pause);
    this.#pause = 0;
    await super.commit(key, batch, position);
  }
}

process.exit(await run(process.argv.slice(2), (url) => new PositionFirst(url)));
