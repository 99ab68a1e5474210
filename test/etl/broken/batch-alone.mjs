// The job, with batches that are in the database without their position, which comes at the end.
import { run } from "../../../examples/etl/dist/run.js";
import { Warehouse } from "../../../examples/etl/dist/warehouse/warehouse.js";

class BatchAlone extends Warehouse {
  /** @override @type {Warehouse["commit"]} */
  async commit(key, batch, position) {
    await super.commit(key, batch, position.isDone ? position : { resumeToken: undefined, isDone: false });
  }
}

process.exit(await run(process.argv.slice(2), (url) => new BatchAlone(url)));
