import type { Weather } from "./weather.js";

/** One request of one walk is throttled for good, and those of all others are not. */
export const poison: Weather = {
  name: "poison",
  over(program, random) {
    const poisoned = random.int(0, program.walks.length - 1);
    const poisonedAfter = random.int(0, 2);
    return {
      ...program,
      walks: program.walks.map((walk, at) => (at === poisoned ? { ...walk, poisonedAfter } : walk)),
    };
  },
  describe: ({ walks }) =>
    walks.flatMap(({ poisonedAfter }, at) =>
      poisonedAfter === undefined
        ? []
        : [`poison: walk ${at + 1} is throttled for good after ${poisonedAfter} answers`],
    ),
  milder: (program) => [{ ...program, walks: program.walks.map((walk) => ({ ...walk, poisonedAfter: undefined })) }],
  throttles: (_, { spec, answers }) => spec.poisonedAfter !== undefined && answers >= spec.poisonedAfter,
};
