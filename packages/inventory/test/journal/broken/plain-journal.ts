import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import type { Step } from "../../../src/crawl/step.js";
import { JournalError } from "../../../src/journal/journal-error.js";
import type { JournalSubject } from "../journal-subject.js";

/**
 * A journal that obeys the laws of one process, as short as it gets: it reads its file whole, and has no lock.
 *
 * The broken ones decide one thing wrongly each, so that a law that fails on one of them fails because of that.
 */
export class PlainJournal implements JournalSubject {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  async open(): Promise<void> {
    const whole = this.read();
    for (const [i, line] of whole.entries()) {
      this.check(line, i + 1);
    }
    this.cut(whole);
  }

  async append(step: Step): Promise<void> {
    const body = Buffer.from(JSON.stringify(step).slice(0, -1));
    appendFileSync(this.path, `${body.toString()},"crc":"${this.crc(body)}"}\n`);
  }

  async *steps(): AsyncGenerator<Step> {
    for (const [i, line] of this.read().entries()) {
      this.check(line, i + 1);
      yield this.step(line);
    }
  }

  async close(): Promise<void> {}

  read(): readonly Buffer[] {
    const bytes = existsSync(this.path) ? readFileSync(this.path) : Buffer.alloc(0);
    const whole = [];
    let from = 0;
    for (let to = bytes.indexOf("\n"); to !== -1; to = bytes.indexOf("\n", from)) {
      whole.push(bytes.subarray(from, to));
      from = to + 1;
    }
    const half = bytes.subarray(from);
    this.checkHalf(half, whole.length + 1);
    return whole;
  }

  checkHalf(half: Buffer, number: number): void {
    for (let length = 1; length < half.length; length += 1) {
      if (this.isIntact(half.subarray(0, length))) {
        throw this.damaged(number);
      }
    }
  }

  cut(whole: readonly Buffer[]): void {
    writeFileSync(this.path, Buffer.concat(whole.flatMap((line) => [line, Buffer.from("\n")])));
  }

  check(line: Buffer, number: number): void {
    if (!this.isIntact(line) || (number === 1 && !line.toString().startsWith('{"_tag":"Run"'))) {
      throw this.damaged(number);
    }
  }

  isIntact(line: Buffer): boolean {
    const body = line.subarray(0, -18);
    return line.subarray(-18).toString() === `,"crc":"${this.crc(body)}"}`;
  }

  step(line: Buffer): Step {
    const { crc: _, ...step } = JSON.parse(line.toString()) as Step & { readonly crc: string };
    return step;
  }

  crc(body: Buffer): string {
    return crc32(body).toString(16).padStart(8, "0");
  }

  damaged(line: number): JournalError {
    return new JournalError({ reason: "damaged", path: this.path, line, problem: `line ${line} is damaged` });
  }
}
