import type { Promised } from "../promises/promised.js";

/** A fault of a sweep that the proof has to find: otherwise its promises could not be seen to be broken. */
export interface PlantedFault {
  readonly name: string;
  readonly promised: Promised;
  /** Run in the database before the workers start. */
  readonly statements: readonly string[];
  /** How many times its quota a worker asks for. */
  readonly haste?: number;
}

const SCHEMA = "rekognition_sweep";

const trigger = (name: string, when: string, table: string, body: string): readonly string[] => [
  `create function ${SCHEMA}.${name}() returns trigger language plpgsql as $$ begin ${body} end $$`,
  `create trigger ${name} before ${when} on ${SCHEMA}.${table} for each row execute function ${SCHEMA}.${name}()`,
];

export const PLANTED: readonly PlantedFault[] = [
  {
    name: "some steps are lost, though their walks move on",
    promised: "the rows of every table are those of the undisturbed run",
    statements: trigger(
      "lose",
      "insert",
      "steps",
      `if new.body like '%"Walk"%' and random() < 0.05 then return null; end if; return new;`,
    ),
  },
  {
    name: "some walks do not move on, though their steps are kept",
    promised: "of a shard at most one page is asked for again for each lease that it lost",
    statements: trigger(
      "stay",
      "update",
      "walks",
      `if random() < 0.05 then
        new.pages := old.pages; new.position := old.position;
        new.generation := old.generation; new.outcome := old.outcome;
      end if;
      return new;`,
    ),
  },
  {
    name: "the workers ask for thrice their quota",
    promised: "no quota is exceeded by more than a burst, and a request for each lease lost",
    statements: [],
    haste: 3,
  },
  {
    name: "nothing ends the run",
    promised: "the run comes to its end",
    statements: trigger("endless", "update", "runs", `new.ended_at := null; return new;`),
  },
];
