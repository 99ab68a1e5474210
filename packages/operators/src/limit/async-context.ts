/**
 * Remembers the asynchronous context of its caller (`AsyncLocalStorage`); what it returns runs a function in that context.
 *
 * A permit is given by whoever frees it. What is sent with it belongs to the walk that waited, and so do the walk's
 * tenant, trace and log fields. Where the platform has no such contexts, as in a browser, the function is just called.
 */
export function asyncContext(): InContext {
  return remembered();
}

/** Runs a function in the context that was remembered. */
export type InContext = (run: () => void) => void;

const directly: InContext = (run) => {
  run();
};

// Not imported: a bundle for the browser must stay whole. Node has this function since 20.16 and 22.3.
const hooks = (globalThis as PlatformWithModules).process?.getBuiltinModule?.("node:async_hooks");

const remembered: () => InContext = hooks?.AsyncResource === undefined ? () => directly : resourceIn(hooks);

/** `AsyncLocalStorage.snapshot()` does the same, and takes 15 us for each request on Node 20. */
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
