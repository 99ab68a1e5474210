import { isDecodeError, isListingError } from "@rekognition-rx/core";
import { lifelikeAccount } from "@rekognition-rx/emulator";
import { firstValueFrom, lastValueFrom, take, toArray } from "rxjs";
import { describe, expect, test } from "vitest";
import { isEmptyAnswerError } from "../../src/inventory/empty-answer-error.js";
import type { InventoryClient } from "../../src/inventory/inventory-client.js";
import { inventoryRows$ } from "../../src/inventory/inventory-rows.js";
import { smallAccount, smallAccountRows } from "../support/small-account.js";
import { start } from "../support/start.js";

/** No wait is longer than nothing. */
const atOnce = { random: () => 0 };

describe("inventoryRows$", () => {
  test("gives one row a dataset, and one for a project without, in the order of the service", async () => {
    const { client } = await start({ account: smallAccount });
    expect(await lastValueFrom(inventoryRows$({ client }).pipe(toArray()))).toEqual(smallAccountRows);
  });

  test("has every project of every page, of both features", async () => {
    const { client, emulator } = await start({ account: lifelikeAccount() });
    const rows = await lastValueFrom(inventoryRows$({ client }).pipe(toArray()));
    expect([...new Set(rows.map((row) => row.projectArn))]).toEqual(emulator.projects().arns());
    expect(new Set(rows.map((row) => row.feature))).toEqual(new Set(["CUSTOM_LABELS", "CONTENT_MODERATION"]));
  });

  test("sends nothing before a subscription, and nothing after the rows that are taken", async () => {
    const { client, emulator } = await start({ account: lifelikeAccount() });
    const rows$ = inventoryRows$({ client });
    expect(emulator.requests).toEqual([]);
    await lastValueFrom(rows$.pipe(take(3)));
    expect(emulator.requests.length).toBe(1);
  });

  test("asks for a throttled page again, ten times in all", async () => {
    const nine = await start({
      account: smallAccount,
      faults: ({ index }) => (index < 9 ? { type: "throttle" } : undefined),
    });
    const rows = await lastValueFrom(inventoryRows$({ client: nine.client, retry: atOnce }).pipe(toArray()));
    expect(rows).toEqual(smallAccountRows);

    const ten = await start({ account: smallAccount, faults: () => ({ type: "throttle" }) });
    await expect(firstValueFrom(inventoryRows$({ client: ten.client, retry: atOnce }))).rejects.toSatisfy(
      isListingError,
    );
    expect(ten.emulator.requests.length).toBe(10);
  });

  test("waits for no address that leads nowhere, unless it has answered before", async () => {
    const { client, emulator } = await start({ account: lifelikeAccount() });
    await emulator.close();
    let retries = 0;
    const retry = { ...atOnce, onRetry: () => (retries += 1) };
    await expect(firstValueFrom(inventoryRows$({ client, retry }))).rejects.toMatchObject({
      cause: { code: "ECONNREFUSED" },
    });
    expect(retries).toBe(0);

    const lost = await start({ account: lifelikeAccount() });
    const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    let sent = 0;
    const flaky: InventoryClient = {
      send: (command, options) => {
        sent += 1;
        return sent === 2 ? Promise.reject(refused) : lost.client.send(command, options);
      },
    };
    await lastValueFrom(inventoryRows$({ client: flaky, retry }));
    expect(retries).toBe(1);
  });

  test("takes an answer without a list and without a token for a fault, not for an empty account", async () => {
    const passing = await start({
      account: smallAccount,
      faults: ({ index }) => (index === 0 ? { type: "empty-body" } : undefined),
    });
    const rows = await lastValueFrom(inventoryRows$({ client: passing.client, retry: atOnce }).pipe(toArray()));
    expect(rows).toEqual(smallAccountRows);

    const lasting = await start({ account: smallAccount, faults: () => ({ type: "empty-body" }) });
    await expect(lastValueFrom(inventoryRows$({ client: lasting.client, retry: atOnce }))).rejects.toSatisfy(
      (error: { cause?: { cause?: unknown } }) => isEmptyAnswerError(error.cause?.cause),
    );
  });

  test("an account without projects completes without a row", async () => {
    const { client } = await start();
    expect(await lastValueFrom(inventoryRows$({ client }).pipe(toArray()))).toEqual([]);
  });

  test("an invalid project is an error, is skipped, or is a dead letter, as onInvalid says", async () => {
    const { client } = await start({ account: smallAccount });
    const broken = withoutFirstArn(client);
    await expect(lastValueFrom(inventoryRows$({ client: broken }))).rejects.toSatisfy(isDecodeError);

    const rest = smallAccountRows.slice(2);
    expect(await lastValueFrom(inventoryRows$({ client: broken, onInvalid: "skip" }).pipe(toArray()))).toEqual(rest);

    const letters: string[] = [];
    const onInvalid = (error: Error): number => letters.push(error.message);
    expect(await lastValueFrom(inventoryRows$({ client: broken, onInvalid }).pipe(toArray()))).toEqual(rest);
    expect(letters).toEqual([expect.stringContaining("ProjectDescriptions[0].ProjectArn")]);
  });

  test("aborting the signal errors with its reason, and the request in flight is given up", async () => {
    const { client, emulator } = await start({ faults: () => ({ type: "hang" }) });
    const controller = new AbortController();
    const first = firstValueFrom(inventoryRows$({ client, signal: controller.signal }));
    await expect.poll(() => emulator.requests.length).toBe(1);
    controller.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
  });
});

/** The service, if it forgot to say which project the first one is. */
function withoutFirstArn(client: InventoryClient): InventoryClient {
  return {
    send: async (command, options) => {
      const page = await client.send(command, options);
      const [first, ...others] = page.ProjectDescriptions ?? [];
      return { ...page, ProjectDescriptions: [{ ...first, ProjectArn: undefined }, ...others] };
    },
  };
}
