import { ListingError } from "@rekognition-rx/core";
import { expect, test } from "vitest";
import { FirstContact } from "../../src/crawl/first-contact.js";

const refused = coded("ECONNREFUSED");

test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"])(
  "gives up after ten seconds of %s, if nothing has ever answered",
  (code) => {
    let now = 1_000;
    const contact = new FirstContact(() => now);
    const error = new ListingError({
      operation: "DescribeProjects",
      cause: coded(code),
      resumeToken: undefined,
      pagesDelivered: 0,
    });
    expect(contact.failed(error)).toBe(false);
    now += 9_999;
    expect(contact.failed(error)).toBe(false);
    now += 1;
    expect(contact.failed(error)).toBe(true);
  },
);

test.each<[string, (contact: FirstContact) => void]>([
  ["a page", (contact) => contact.made()],
  [
    "an error that the service answered",
    (contact) => contact.failed(Object.assign(new Error("slow down"), { $metadata: { httpStatusCode: 400 } })),
  ],
])("gives up nothing after %s", (_, answer) => {
  let now = 0;
  const contact = new FirstContact(() => now);
  contact.failed(refused);
  answer(contact);
  now = 60_000;
  expect(contact.failed(refused)).toBe(false);
});

test("gives up after thirty seconds of error pages, which are no answer of the service", () => {
  let now = 0;
  const contact = new FirstContact(() => now);
  const page = Object.assign(new SyntaxError(`Unexpected token '<', "<html>" is not valid JSON`), {
    $metadata: { httpStatusCode: 502 },
    $responseBodyText: "<html>",
  });
  expect(contact.failed(page)).toBe(false);
  now = 29_999;
  expect(contact.failed(page)).toBe(false);
  now = 30_000;
  expect(contact.failed(page)).toBe(true);
});

test("gives up nothing for a throttle in XML, which is an answer of the service", () => {
  let now = 0;
  const contact = new FirstContact(() => now);
  const throttle = Object.assign(new SyntaxError(`Unexpected token '<', "<Throttl"... is not valid JSON`), {
    $metadata: { httpStatusCode: 400 },
    $responseBodyText: "<ThrottlingException/>",
  });
  contact.failed(throttle);
  now = 60_000;
  expect(contact.failed(throttle)).toBe(false);
  expect(contact.failed(refused)).toBe(false);
});

test("gives up nothing for what may pass with an address that is right", () => {
  let now = 0;
  const contact = new FirstContact(() => now);
  contact.failed(refused);
  now = 60_000;
  expect(contact.failed(coded("ECONNRESET"))).toBe(false);
  expect(contact.failed(Object.assign(new Error("late"), { name: "TimeoutError" }))).toBe(false);
  expect(contact.failed(undefined)).toBe(false);
});

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
