import type { Weather } from "./weather.js";

/** What `checkpoint` returns is a promise, which resolves later, or rejects. */
export const slowCheckpoints: Weather = {
  name: "slow checkpoints",
  over: (program, random) => ({
    ...program,
    walks: program.walks.map((walk) =>
      random.chance(0.2)
        ? walk
        : {
            ...walk,
            checkpoint: {
              ms: random.pick([0, 0, 1, 50, 500]),
              rejectsAt: random.maybe(0.25, () => random.int(1, 4)),
            },
          },
    ),
  }),
  describe: ({ walks }) =>
    walks.flatMap(({ checkpoint }, at) => {
      const rejects = checkpoint?.rejectsAt === undefined ? "" : `, rejecting at page ${checkpoint.rejectsAt}`;
      return checkpoint === undefined
        ? []
        : [`checkpoint of walk ${at + 1}: a promise of ${checkpoint.ms} ms${rejects}`];
    }),
  milder: (program) => [
    { ...program, walks: program.walks.map((walk) => ({ ...walk, checkpoint: undefined })) },
    {
      ...program,
      walks: program.walks.map((walk) =>
        walk.checkpoint === undefined ? walk : { ...walk, checkpoint: { ...walk.checkpoint, rejectsAt: undefined } },
      ),
    },
  ],
};
