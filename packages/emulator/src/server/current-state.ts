import { EmulatorState } from "./emulator-state.js";
import type { Settings } from "./settings.js";

/** The state that an emulator is in now. */
export class CurrentState {
  readonly #settings: Settings;
  #state: EmulatorState;

  /** @throws TypeError or RangeError for settings that are not valid */
  constructor(settings: Settings) {
    this.#settings = settings;
    this.#state = new EmulatorState(settings);
  }

  get state(): EmulatorState {
    return this.#state;
  }

  /** Sets everything back to what it was at the start. */
  reset(): void {
    this.#state = new EmulatorState(this.#settings);
  }
}
