/** Mail to a real server on this machine. */
import { EventEmitter, once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { diskNotice } from "@/lib/testing/alert-notice";
import { testNotice } from "../notice";
import { type Mail, sendMail } from "./email";

type Received = { from: string; to: string[]; user: string | undefined; message: string };
const received: Received[] = [];
const never = () => new AbortController().signal;

/** Names that came with a password, right or wrong. */
const tried: string[] = [];

const behaviour = {
  authOptional: true,
  allowInsecureAuth: true,
  logger: false,
  onAuth: ({ username = "", password }, _session, callback) => {
    tried.push(username);
    if (password === "right") callback(null, { user: username });
    else callback(new Error("Invalid login"));
  },
  onRcptTo: ({ address }, _session, callback) =>
    callback(address === "nobody@school.example" ? new Error("No such mailbox") : null),
  onData: (stream, { envelope, user }, callback) => {
    text(stream).then((message) => {
      const { mailFrom, rcptTo } = envelope;
      const from = mailFrom === false ? "" : mailFrom.address;
      received.push({ from, to: rcptTo.map(({ address }) => address), user, message });
      callback();
    }, callback);
  },
} satisfies SMTPServerOptions;
/** One that knows no TLS, and one whose certificate nobody vouches for. */
const plain = new SMTPServer({ ...behaviour, disabledCommands: ["STARTTLS"] });
const encrypting = new SMTPServer(behaviour);

let mail: Mail;
beforeAll(async () => {
  mail = {
    smtpUrl: `smtp://${await addressOf(plain)}`,
    from: "decks@school.example",
    to: ["ada@school.example", "bob@school.example"],
  };
});
afterAll(() =>
  Promise.all([plain, encrypting].map((server) => new Promise<void>((done) => server.close(done)))),
);
beforeEach(() => {
  received.length = 0;
  tried.length = 0;
});

async function addressOf(server: SMTPServer): Promise<string> {
  const listener = server.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return `127.0.0.1:${(listener.address() as AddressInfo).port}`; // it listens on a port
}

/** Header lines, unfolded, and the text. */
function partsOf({ message }: Received): { headers: string[]; body: string } {
  const [head = "", ...rest] = message.split("\r\n\r\n");
  return { headers: head.replace(/\r\n[ \t]/g, " ").split("\r\n"), body: rest.join("\r\n\r\n") };
}

test("what takes too long is closed, and comes no later", async () => {
  const timeout = new AbortController();
  const events = new EventEmitter();
  const slow = new SMTPServer({
    ...behaviour,
    disabledCommands: ["STARTTLS"],
    onMailFrom: (_address, _session, callback) => void events.emit("asked", callback),
    onClose: () => void events.emit("closed"),
  });
  const [asked, closed] = [once(events, "asked"), once(events, "closed")];
  const smtpUrl = `smtp://${await addressOf(slow)}`;
  const refused = expect(sendMail({ ...mail, smtpUrl }, diskNotice, timeout.signal)).rejects.toThrow();
  const [goOn] = await asked;
  timeout.abort();
  goOn();
  await refused;
  await closed;
  expect(received).toEqual([]);
  await new Promise<void>((done) => slow.close(done));
});

test("an alert comes as a mail that says it in its subject and all of it in its text", async () => {
  await sendMail(mail, diskNotice, never());
  const [first, ...others] = received;
  expect(others).toEqual([]);
  expect(first).toMatchObject({ from: mail.from, to: mail.to, user: undefined });
  const { headers, body } = partsOf(first as Received);
  expect(headers).toContain("Subject: [High] The disk has 812 MB left");
  expect(headers).toContain("From: Presentation Jobs <decks@school.example>");
  expect(headers).toContain("To: ada@school.example, bob@school.example");
  expect(headers).toContain("Auto-Submitted: auto-generated");
  expect(body.trim().split("\r\n")).toEqual([
    ...["The disk has 812 MB left", ""],
    ...["Value: 812 MB", "Worst: 812 MB", "Threshold: 1,000 MB", "Since: 2026-11-29T18:00:00.000Z", ""],
    "https://decks.school.example/alerts",
  ]);
});

test("the end of an alert says so", async () => {
  const resolved_at = "2026-11-29T19:00:00.000Z";
  const message = "Over: the disk has 812 MB left";
  await sendMail(mail, { ...diskNotice, event: "resolved", message, resolved_at }, never());
  const { headers, body } = partsOf(received[0] as Received);
  expect(headers).toContain("Subject: [Over] the disk has 812 MB left");
  expect(body).toContain(`Until: ${resolved_at}`);
});

test("hostile text stays in its line, and reaches nobody else", async () => {
  const by = "Eve\r\nBcc: evil@school.example\r\n\r\n.\r\n\u0000\u001b[31m\u202etxt.\u2028 \ud800 乐";
  await sendMail(mail, testNotice(by, "https://decks.school.example", new Date()), never());
  await sendMail(mail, { ...diskNotice, message: by }, never());
  for (const one of received) {
    expect(one.to).toEqual(mail.to);
    const { headers } = partsOf(one);
    expect(headers.filter((line) => /^(?:bcc|cc):/i.test(line))).toEqual([]);
    expect(headers.filter((line) => /^subject:/i.test(line))).toHaveLength(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
    expect(one.message).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e]/);
  }
  expect(received).toHaveLength(2);
});

test("a server that wants a name gets it, and what it refuses never tells the password", async () => {
  const address = await addressOf(encrypting);
  const withUser = (password: string) => ({
    ...mail,
    smtpUrl: `smtp://decks:${password}@${address}?tls.rejectUnauthorized=false`,
  });
  await sendMail(withUser("right"), diskNotice, never());
  expect(received[0]).toMatchObject({ user: "decks" });
  const refused = await sendMail(withUser("s3cret"), diskNotice, never()).catch((error: Error) => error);
  expect(refused).toBeInstanceOf(Error);
  expect(String(refused)).toContain("Invalid login");
  expect(String(refused)).not.toContain("s3cret");
});

test("a password is never sent to a server that has no TLS, or says so", async () => {
  const withUser = { ...mail, smtpUrl: mail.smtpUrl.replace("//", "//decks:s3cret@") };
  await expect(sendMail(withUser, diskNotice, never())).rejects.toThrow(/STARTTLS/);
  expect(tried).toEqual([]);
});

test("a recipient that the server does not know is told as what went wrong", async () => {
  const wrong = { ...mail, to: ["nobody@school.example"] };
  await expect(sendMail(wrong, diskNotice, never())).rejects.toThrow("No such mailbox");
});
