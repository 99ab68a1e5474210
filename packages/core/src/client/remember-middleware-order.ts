import { DescribeProjectsCommand, type RekognitionClient } from "@aws-sdk/client-rekognition";
import {
  addEntry,
  type Context,
  type Handler,
  type Middleware,
  type MiddlewareEntry,
  middlewareEntries,
  type MiddlewareStack,
} from "./middleware-entries.js";

/**
 * Keeps the order of a client's middleware worked out, for each kind of command.
 *
 * The SDK copies all middleware of the client for each request, adds the command's own, and sorts it.
 * The order is the same until somebody adds or removes one: then, and for a command with middleware that was not seen
 * yet, the SDK works it out anew. The handlers are the SDK's own and are made for each request, as ever.
 */
export function rememberMiddlewareOrder(client: RekognitionClient): void {
  const stack = client.middlewareStack;
  const concat = stack.concat.bind(stack);
  let orders = new Map<string, Order>();
  for (const name of ["add", "addRelativeTo", "use", "remove", "removeByTag"] as const) {
    const change = stack[name].bind(stack) as (...args: unknown[]) => unknown;
    Object.assign(stack, {
      [name]: (...args: unknown[]) => {
        orders = new Map();
        return change(...args);
      },
    });
  }

  const orderOf = (command: MiddlewareStack, own: readonly MiddlewareEntry[]): Order => {
    // What a command adds is made anew for each, and is of the same kind if its place is.
    const kind = JSON.stringify(own.map(({ options, isRelative }) => [options, isRelative]));
    let order = orders.get(kind);
    if (order === undefined) {
      order = workOut(concat(command as never), own);
      orders.set(kind, order);
    }
    return order;
  };

  stack.concat = ((command: MiddlewareStack) => {
    let joined: MiddlewareStack | undefined;
    const resolve = (handler: Handler, context: Context): Handler => {
      const own = middlewareEntries(command);
      return orderOf(command, own).reduce<Handler>((next, middleware) => {
        const wrap = typeof middleware === "number" ? own[middleware]?.middleware : middleware;
        return wrap === undefined ? next : wrap(next, context);
      }, handler);
    };
    // A stack like any other for whoever does more with it than the SDK's commands do.
    return new Proxy(stack, {
      get(_, member) {
        if (member === "resolve" && joined === undefined && !stack.identifyOnResolve()) {
          return resolve;
        }
        joined ??= concat(command as never);
        return Reflect.get(joined, member) as unknown;
      },
    });
  }) as unknown as MiddlewareStack["concat"];
}

/** The middleware from the innermost to the outermost; a command's own by its number, since it is another each time. */
type Order = readonly (Middleware | number)[];

function workOut(joined: Pick<MiddlewareStack, "applyToStack">, own: readonly MiddlewareEntry[]): Order {
  const order: (Middleware | number)[] = [];
  // Marks in place of the middleware, put in order by the SDK itself.
  const marks = new DescribeProjectsCommand({}).middlewareStack as unknown as MiddlewareStack;
  for (const entry of middlewareEntries(joined)) {
    const number = own.findIndex(({ middleware }) => middleware === entry.middleware);
    addEntry(marks, entry, (next) => {
      order.push(number === -1 ? entry.middleware : number);
      return next;
    });
  }
  marks.resolve(() => Promise.reject(new Error("never called")), {});
  return order;
}
