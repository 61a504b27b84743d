/** Alerts to a real HTTPS server on this machine, and to all the addresses that must never be reached. */
import os from "node:os";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { diskNotice } from "@/lib/testing/alert-notice";
import { AlertReceiver } from "@/lib/testing/alert-receiver";
import { postWebhook } from "./webhook";

let receiver: AlertReceiver;
beforeAll(async () => {
  receiver = await AlertReceiver.start();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answers.length = 0;
  receiver.connections = 0;
});

const never = () => new AbortController().signal;
const post = (url: string, signal = never()) => postWebhook(url, diskNotice, signal, receiver.agent());

test("a webhook gets the alert as JSON", async () => {
  await post(`${receiver.url}/hook?team=decks`);
  expect(receiver.received).toMatchObject([
    {
      path: "/hook?team=decks",
      notice: diskNotice,
      headers: { "content-type": "application/json", "user-agent": "presentation-jobs" },
    },
  ]);
});

test.each([301, 302, 303, 307, 308])("a redirect (%d) is not followed", async (status) => {
  receiver.answers.push(status);
  await expect(post(`${receiver.url}/hook`)).rejects.toThrow(
    `answered ${status}; redirects are not followed`,
  );
  expect(receiver.received.map(({ path }) => path)).toEqual(["/hook"]);
});

test("anything but 2xx is a failure, and tells nothing of the address", async () => {
  receiver.answers.push(503);
  const failed = await post(`${receiver.url}/hook-s3cret`).catch((error: Error) => error);
  expect(String(failed)).toBe("Error: answered 503");
});

test("one that never answers is given up when the time is over", async () => {
  receiver.answers.push(null);
  const timeout = new AbortController();
  const waiting = post(`${receiver.url}/hook`, timeout.signal);
  const ended = expect(waiting).rejects.toThrow();
  await receiver.arrival();
  timeout.abort();
  await ended;
});

test("a certificate that nobody vouches for is refused", async () => {
  const { RequestFilteringHttpsAgent } = await import("request-filtering-agent");
  const trusting = new RequestFilteringHttpsAgent({ allowIPAddressList: ["127.0.0.1"] });
  await expect(postWebhook(receiver.url, diskNotice, never(), trusting)).rejects.toThrow(/self.signed/i);
  expect(receiver.received).toEqual([]);
});

describe("in production", () => {
  const hosts = [
    ...["127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.5.4", "192.168.1.1", "100.64.0.1"],
    ...["169.254.169.254", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
    // The same in other spellings.
    ...["2130706433", "0x7f.1", "0177.0.0.1"],
    ...["[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]"],
    ...["[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[fec0::1]"],
    // Names that lead there, whatever they are called.
    ...["localhost", "localhost.", "anything.localhost"],
  ];

  test.each(hosts)("%s is not connected to", async (host) => {
    const refused = postWebhook(`https://${host}:${receiver.port}/hook`, diskNotice, never());
    await expect(refused).rejects.toThrow(/is not allowed|ENOTFOUND|EAI_AGAIN/);
    expect(receiver.connections).toBe(0);
  });

  test("nor does an address of the old kind that holds one of IPv4 lead anywhere", async () => {
    const refused = postWebhook(`https://[::127.0.0.1]:${receiver.port}/hook`, diskNotice, never());
    await expect(refused).rejects.toThrow(/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/);
    expect(receiver.connections).toBe(0);
  });

  test("nor is this machine by its own name", async () => {
    const refused = postWebhook(`https://${os.hostname()}:${receiver.port}/hook`, diskNotice, never());
    await expect(refused).rejects.toThrow();
    expect(receiver.connections).toBe(0);
  });
});
