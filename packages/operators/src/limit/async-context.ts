/**
 * Remembers the asynchronous context of its caller (`AsyncLocalStorage`); what it returns runs a function in that context.
 *
 * A permit is given by whoever frees it. What is sent with it belongs to the walk that waited, and so do the walk's
 * tenant, trace and log fields. Where the platform has no such contexts, as in a browser, the function is just called.
 */
export function asyncContext(): (run: () => void) => void {
  return snapshot();
}

type InContext = (run: () => void) => void;

const directly: InContext = (run) => {
  run();
};

// Not imported: a bundle for the browser must stay whole. Node has this function since 20.16 and 22.3.
const hooks = (globalThis as PlatformWithModules).process?.getBuiltinModule?.("node:async_hooks");

const snapshot: () => InContext =
  hooks?.AsyncLocalStorage?.snapshot === undefined ? () => directly : () => hooks.AsyncLocalStorage.snapshot();

interface PlatformWithModules {
  readonly process?: {
    readonly getBuiltinModule?: (name: string) => { readonly AsyncLocalStorage: { snapshot(): InContext } } | undefined;
  };
}
