import { describe, expect, test } from "vitest";
import { clockSentence } from "../../src/failures/clock-sentence.js";

const MINUTE = 60_000;

function refused(name: string, message: string, ahead?: number): Error {
  const date = ahead === undefined ? undefined : new Date(Date.now() - ahead).toUTCString();
  return Object.assign(new Error(message), { name, $response: { headers: { date } } });
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}

describe("clockSentence", () => {
  test.each([
    [90 * MINUTE, "90 minutes ahead of"],
    [-47 * 60 * MINUTE, "47 hours behind"],
    [-48 * 60 * MINUTE, "2 days behind"],
  ])("says for a difference of %d ms by how much the clock is off", (ahead, difference) => {
    expect(clockSentence(refused("RequestTimeTooSkewed", "no", ahead))).toBe(
      `the clock of this machine is ${difference} that of AWS, which refuses requests that are signed with a wrong time (RequestTimeTooSkewed); set the clock, and run this again`,
    );
  });

  test("takes the time out of the words of the answer where it has no header", () => {
    const [made, there] = [Date.now(), Date.now() + 20 * MINUTE];
    const message = `Signature expired: ${stamp(made)} is now earlier than ${stamp(there - 5 * MINUTE)} (${stamp(there)} - 5 min.)`;
    expect(clockSentence(refused("InvalidSignatureException", message))).toMatch(
      /^the clock of this machine is 20 minutes behind that of AWS, /,
    );
  });

  test("does not blame a clock that is right", () => {
    expect(clockSentence(refused("RequestTimeTooSkewed", "Too far off.", 0))).toBe(
      "AWS does not accept the time at which requests are signed (RequestTimeTooSkewed: Too far off); check the clock of this machine, and run this again",
    );
    // As EC2 says of a session that is over.
    expect(clockSentence(refused("RequestExpired", "Request has expired.", 0))).toBeUndefined();
    expect(clockSentence(refused("RequestExpired", "Request has expired."))).toBeUndefined();
  });

  test.each([undefined, "no", new Error("no"), refused("InvalidSignatureException", "wrong key", 90 * MINUTE)])(
    "has nothing to say of %j",
    (error) => {
      expect(clockSentence(error)).toBeUndefined();
    },
  );
});
