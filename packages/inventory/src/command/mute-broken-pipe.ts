/**
 * Lets a reader of the output leave (`| head -1`): the work goes on, and the files are written.
 *
 * Any other error of the output is one.
 */
export function muteBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
