import { from, type Observable } from "rxjs";
import type { FakeConfig } from "../../arbitraries/fake-service.js";
import { nextTokenShape } from "../../arbitraries/shape.js";
import type { AnyListing, Subject } from "../subject.js";

/** `from(paginate(...))`: one generator, which its first consumer uses up. */
export const fromAsyncGenerator: Subject = {
  name: "from(async generator)",
  operation: "ListThings",
  shape: nextTokenShape("Things"),
  list(config, input = {}) {
    const generator = paginate(config, input);
    const pages$: Observable<object> = from(generator);
    return Object.assign(pages$, {
      [Symbol.asyncIterator]: () => generator,
      resumeFrom: (token: unknown) =>
        fromAsyncGenerator.list({ ...config, startingToken: token as string }, { ...input, NextToken: undefined }),
    }) as AnyListing;
  },
};

async function* paginate(config: FakeConfig, input: object): AsyncGenerator<object, undefined, undefined> {
  let token = config.startingToken ?? (input as { readonly NextToken?: string }).NextToken;
  do {
    const page = await config.client.send({ input: { ...input, NextToken: token } });
    yield page;
    const next = (page as { readonly NextToken?: string }).NextToken;
    token = next === token ? undefined : next;
  } while (token !== undefined && token !== "" && token !== null);
}
