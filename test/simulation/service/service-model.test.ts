import { describe, expect, test } from "vitest";
import { ServiceModel, type ServiceSpec } from "./service-model.js";

const SPEC: ServiceSpec = {
  items: 5,
  births: [],
  deaths: [],
  quota: undefined,
  tokenLife: undefined,
  stableTokens: false,
  trailingPage: false,
  noToken: "absent",
};
const REQUEST = { operation: "DescribeProjects", names: undefined, token: undefined, size: 2 } as const;

describe("the model of the service", () => {
  test("hands out every item once, in order of creation", () => {
    expect(walked(new ServiceModel(SPEC, () => 0))).toEqual([[0, 1], [2, 3], [4]]);
  });

  test("moves nothing when what was handed out is deleted, or when something is created", () => {
    let now = 0;
    const service = new ServiceModel({ ...SPEC, births: [1], deaths: [[0, 1]] }, () => now);
    const first = service.page(REQUEST);
    now = 1;

    expect(first.items).toEqual([0, 1]);
    expect(walked(service, first.token)).toEqual([
      [2, 3],
      [4, 5],
    ]);
  });

  test("gives a full last page a token where the program says so, which leads to an empty page", () => {
    const service = new ServiceModel({ ...SPEC, items: 4, trailingPage: true }, () => 0);

    expect(walked(service)).toEqual([[0, 1], [2, 3], []]);
  });

  test("takes a token for its time, from the same request, and no other", () => {
    let now = 0;
    const service = new ServiceModel({ ...SPEC, tokenLife: 10 }, () => now);
    const token = service.page(REQUEST).token ?? "";
    now = 10;

    expect(service.takes(token, "DescribeProjects", undefined)).toBe(true);
    expect(service.takes(token, "ListDatasetLabels", undefined)).toBe(false);
    expect(service.takes(token, "DescribeProjects", ["p1"])).toBe(false);
    expect(service.takes("another", "DescribeProjects", undefined)).toBe(false);
    now = 11;
    expect(service.takes(token, "DescribeProjects", undefined)).toBe(false);
  });

  test("leads on from an empty page by a token that was not used", () => {
    const service = new ServiceModel({ ...SPEC, stableTokens: true }, () => 0);
    const { token } = service.page(REQUEST);
    const empty = service.page({ ...REQUEST, token, size: 0 });

    expect(empty.items).toEqual([]);
    expect(empty.token).not.toBe(token);
    expect(service.page({ ...REQUEST, token: empty.token }).items).toEqual([2, 3]);
  });

  test("gives the same place the same token where the program says so", () => {
    const [stable, fresh] = [true, false].map((stableTokens) => new ServiceModel({ ...SPEC, stableTokens }, () => 0));

    expect(stable?.page(REQUEST).token).toBe(stable?.page(REQUEST).token);
    expect(fresh?.page(REQUEST).token).not.toBe(fresh?.page(REQUEST).token);
  });

  test("admits what its bucket holds, and what flows in, for each operation", () => {
    let now = 0;
    const service = new ServiceModel({ ...SPEC, quota: { rate: 2, burst: 2 } }, () => now);
    const admitted = (): readonly boolean[] => [1, 2, 3].map(() => service.admits("DescribeProjects"));

    expect(admitted()).toEqual([true, true, false]);
    expect(service.admits("ListDatasetLabels")).toBe(true);
    now = 500;
    expect(admitted()).toEqual([true, false, false]);
  });

  test("leaves out the names that it does not hold", () => {
    const service = new ServiceModel(SPEC, () => 0);

    expect(service.page({ ...REQUEST, names: ["p4", "p9", "p1"] }).items).toEqual([1, 4]);
  });
});

function walked(service: ServiceModel, from?: string): readonly (readonly number[])[] {
  const pages: (readonly number[])[] = [];
  let token = from;
  do {
    const page = service.page({ ...REQUEST, token });
    pages.push(page.items);
    ({ token } = page);
  } while (token !== undefined && pages.length < 20);
  return pages;
}
