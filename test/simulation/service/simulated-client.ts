import type { Program } from "../program/program.js";
import type { AnyCommand } from "../user/library.js";
import { chosenBy } from "../world/random.js";
import type { VirtualWorld } from "../world/virtual-world.js";
import type { Asker } from "./asker.js";
import { abortError, type ServiceFault } from "./service-fault.js";
import type { ServiceRequest, SimulatedService } from "./simulated-service.js";

/** The `send` of a client of the SDK: its latency, its aborts, and the faults of the walk's requests. */
export class SimulatedClient {
  readonly #program: Program;
  readonly #service: SimulatedService;
  readonly #world: VirtualWorld;

  constructor(program: Program, service: SimulatedService, world: VirtualWorld) {
    this.#program = program;
    this.#service = service;
    this.#world = world;
  }

  send(asker: Asker, command: AnyCommand, signal: AbortSignal | undefined): Promise<object> {
    const { walk, watch } = asker;
    const world = this.#world;
    const request = requestOf(command);
    const number = walk.requests;
    walk.requests += 1;
    const fault = walk.spec.faults.find(([at]) => at === number)?.[1];
    watch.sent({ ...request, signal, hangs: fault === "hang" });
    if (fault !== undefined && world.story !== undefined) {
      world.narrate(`request ${number} of ${watch.name} meets: ${fault}`);
    }
    const symptom = this.#service.refusal(asker, request, fault);
    if (symptom?.thrown === true) {
      watch.failed(symptom);
      throw symptom.error;
    }
    const answer = (): object => {
      if (symptom !== undefined) {
        watch.failed(symptom);
        if (symptom.isEmptyBody === true) {
          return { $metadata: { httpStatusCode: 200, attempts: 1 } };
        }
        throw symptom.error;
      }
      return this.#service.answer(asker, request, fault);
    };
    return this.#answered(asker, answer, fault === "hang" ? undefined : this.#latency(asker, number, fault), signal);
  }

  /** @param latency - `undefined` for an answer that never comes. */
  #answered(
    { walk, watch }: Asker,
    answer: () => object,
    latency: number | undefined,
    signal: AbortSignal | undefined,
  ): Promise<object> {
    const world = this.#world;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        signal?.removeEventListener("abort", onAbort);
        try {
          resolve(answer());
        } catch (error) {
          reject(error);
        }
      };
      const onAbort = (): void => {
        cancel?.();
        watch.aborted();
        reject(abortError());
      };
      let cancel: (() => void) | undefined;
      signal?.addEventListener("abort", onAbort);
      if (latency === 0) {
        settle();
      } else if (latency !== undefined) {
        const what = world.story === undefined ? "" : `request ${walk.requests - 1} of ${watch.name} is answered`;
        cancel = world.after(latency, what, settle);
      }
    });
  }

  #latency({ walk }: Asker, number: number, fault: ServiceFault | undefined): number {
    const share = chosenBy(this.#program.seed, walk.number, number, 5);
    return (fault === "slow" ? 2_000 : 0) + Math.floor(share * (this.#program.latency + 1));
  }
}

function requestOf(command: AnyCommand): ServiceRequest {
  const input = command.input as {
    readonly NextToken?: string;
    readonly MaxResults?: number;
    readonly ProjectNames?: readonly string[];
  };
  return { token: input.NextToken, names: input.ProjectNames, size: input.MaxResults };
}
