/**
 * Remembers the asynchronous context of its caller (`AsyncLocalStorage`), and returns a function that runs another
 * function in that context.
 *
 * A permit is given in the context of the request that frees it. But the request that it is for belongs to the walk
 * that waited, and needs the tenant, trace and log fields of that walk. If the platform has no such contexts, as in a
 * browser, the function is just called.
 */
export function asyncContext(): InContext {
  return remembered();
}

/** Runs a function in the context that was remembered. */
export type InContext = (run: () => void) => void;

const directly: InContext = (run) => {
  run();
};

// Not imported: a bundle for the browser must still work. Node has `getBuiltinModule` since 20.16 and 22.3.
const hooks = (globalThis as PlatformWithModules).process?.getBuiltinModule?.("node:async_hooks");

const remembered: () => InContext = hooks?.AsyncResource === undefined ? () => directly : resourceIn(hooks);

/** `AsyncLocalStorage.snapshot()` does the same, but takes 15 us for each request on Node 20. */
function resourceIn({ AsyncResource }: AsyncHooks): () => InContext {
  return () => {
    const resource = new AsyncResource("rekognition-rx.permit", { requireManualDestroy: true });
    return (run) => resource.runInAsyncScope(run);
  };
}

interface AsyncHooks {
  readonly AsyncResource: new (
    type: string,
    options: { readonly requireManualDestroy: boolean },
  ) => { runInAsyncScope(run: () => void): void };
}

interface PlatformWithModules {
  readonly process?: { readonly getBuiltinModule?: (name: string) => AsyncHooks | undefined };
}
