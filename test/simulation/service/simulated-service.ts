import type { Program } from "../program/program.js";
import type { Asker } from "./asker.js";
import { itemOf, LIST_OF } from "./catalogue.js";
import { type ServiceFault, symptomOf, type Symptom, throttled } from "./service-fault.js";
import { type Quota, type ServedPage, ServiceModel } from "./service-model.js";
import { WEATHERS } from "../weather/weathers.js";
import { chosenBy } from "../world/random.js";
import type { VirtualWorld } from "../world/virtual-world.js";

/** The service of a program: its model, and what goes wrong with which request. */
export class SimulatedService {
  readonly #program: Program;
  readonly #world: VirtualWorld;
  readonly #model: ServiceModel;

  constructor(program: Program, world: VirtualWorld) {
    this.#program = program;
    this.#world = world;
    this.#model = new ServiceModel(program.service, () => world.now);
  }

  /** What is there now, of the names if there are any. */
  held(names: readonly string[] | undefined): readonly number[] {
    return this.#model.held(names);
  }

  /** How the service fails this request; `undefined` if it answers it. */
  refusal({ walk }: Asker, { token, names }: ServiceRequest, fault: ServiceFault | undefined): Symptom | undefined {
    const { operation } = walk.spec;
    const { hint } = this.#program.weather;
    if (WEATHERS.some(({ throttles }) => throttles?.(this.#program, walk, this.#world.now) === true)) {
      return throttled(hint);
    }
    const expired =
      token === undefined || this.#model.takes(token, operation, names) ? undefined : symptomOf("expired token");
    if (fault === undefined || (fault === "expired token" && token === undefined)) {
      return this.#model.admits(operation, this.#quota) ? expired : throttled(hint);
    }
    return symptomOf(fault) ?? expired;
  }

  /** The answer, with what the fault makes of it. */
  answer(asker: Asker, request: ServiceRequest, fault: ServiceFault | undefined): object {
    const { walk, watch } = asker;
    const { operation } = walk.spec;
    if (fault === "null page" || fault === "undefined page") {
      watch.answeredNoPage();
      return (fault === "null page" ? null : undefined) as unknown as object;
    }
    walk.answers += 1;
    const id = `page ${walk.number + 1}.${walk.answers}`;
    const $metadata = { httpStatusCode: 200, requestId: id, attempts: 1 };
    const size = fault === "empty page with a token" ? 0 : fault === "short page" ? 1 : request.size;
    const page = this.#model.page({ ...request, operation, size });
    const token = this.#tokenOf(asker, page, request, fault);
    walk.wasLiedTo ||= token !== page.token;
    const twist = {
      unknownEnum: fault === "unknown enum value",
      unknownMember: fault === "unknown member",
      invalid: fault === "invalid item",
    };
    const mayBeInvalid = operation === "DescribeProjects" || operation === "ListDatasetEntries";
    watch.answered({
      id,
      items: page.items.map((item, at) => ({ item, valid: !(twist.invalid && at === 0 && mayBeInvalid) })),
      token,
    });
    const NextToken = token ?? this.#noToken(fault);
    return {
      [LIST_OF[operation]]: page.items.map((item, at) => itemOf(operation, item, twist, at === 0)),
      ...(NextToken !== undefined && { NextToken }),
      ...(twist.unknownMember && { SomethingNew: { Since: 2027 } }),
      $metadata,
    };
  }

  /** The quota of this moment. */
  get #quota(): Quota | undefined {
    const program = this.#program;
    return WEATHERS.reduce((quota, { quotaAt }) => quotaAt?.(program, this.#world.now) ?? quota, program.service.quota);
  }

  /** The token that the answer leads on with, which may be a wrong one. */
  #tokenOf(
    { walk, watch }: Asker,
    page: ServedPage,
    request: ServiceRequest,
    fault: ServiceFault | undefined,
  ): string | undefined {
    const used = watch.record.requests.usedTokens;
    if (fault === "repeated token" && request.token !== undefined) {
      return request.token;
    }
    if (fault === "cycling token" && used.length > 0) {
      return used[Math.floor(chosenBy(this.#program.seed, walk.answers, 6) * used.length)];
    }
    return fault === 'token ""' || fault === "token null" ? undefined : page.token;
  }

  #noToken(fault: ServiceFault | undefined): "" | null | undefined {
    return fault === 'token ""' ? "" : fault === "token null" ? null : NO_TOKEN[this.#program.service.noToken];
  }
}

/** What a request says. */
export interface ServiceRequest {
  readonly token: string | undefined;
  readonly names: readonly string[] | undefined;
  readonly size: number | undefined;
}

const NO_TOKEN = { absent: undefined, empty: "", null: null } as const;
