import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "vitest";
import { endpoints } from "@/lib/contract/api";
import { breakOffUnreadFiles, fileAddress } from "./unread-files";

breakOffUnreadFiles(100);

/** More than connections hold on the way. */
const MUCH = Buffer.alloc(64 * 1024 * 1024);

/** Asks for an address and reads no byte of the answer. */
async function unread(address: string, answer: (response: ServerResponse) => void) {
  const server = createServer((_, response) => answer(response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1").pause();
  client.on("error", () => {});
  client.write(`GET ${address} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  const [, response] = (await once(server, "request")) as [unknown, ServerResponse];
  const leave = () => {
    client.destroy();
    server.close();
  };
  return { response, leave };
}

test("a file that nobody reads is broken off", async () => {
  const { response, leave } = await unread("/api/audit/export?format=csv", (to) => to.write(MUCH));
  // A connection that stays would not end the test.
  await once(response, "close");
  expect(response.writableFinished).toBe(false);
  leave();
});

test("whatever else a client waits for is not", async () => {
  const slow = await unread("/api/jobs", () => {});
  const file = await unread("/api/audit/export", (to) => to.write(MUCH));
  // By then the time of the one before it has passed, too.
  await once(file.response, "close");
  expect(slow.response.destroyed).toBe(false);
  slow.leave();
  file.leave();
});

test("a file that takes long to read from the database is not, however long nothing is sent", async () => {
  const { response, leave } = await unread("/api/audit/export", (to) => to.flushHeaders());
  const other = await unread("/api/audit/export", (to) => to.write(MUCH));
  // Three times the time of silence.
  for (let round = 0; round < 3; round++) {
    const next = await unread("/api/audit/export", (to) => to.write(MUCH));
    await once(next.response, "close");
    next.leave();
  }
  expect(response.destroyed).toBe(false);
  other.leave();
  leave();
});

test("all attachments of the API are such files", () => {
  const files = endpoints.filter(({ answers }) =>
    Object.values(answers).some(({ headers }) => headers?.["Content-Disposition"] !== undefined),
  );
  expect(files.map(({ path }) => path).filter((path) => !fileAddress.test(path))).toEqual([]);
  expect(files).toHaveLength(3);
});
