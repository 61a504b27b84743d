/**
 * RELIABILITY.md's row "hostile text", at the API: it comes back as it went in or is refused with the field named, and it never becomes
 * a header, another event, another line of the log or another row. Pages and files have their own tests.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import { problem } from "@/lib/contract/problem";
import { db } from "@/lib/db/client";
import { logger } from "@/lib/log";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob } from "@/lib/testing/factories";
import { hostileTexts } from "@/lib/testing/fuzz/hostile";
import { serve, type TestServer } from "@/lib/testing/http-server";
import { type RawAnswer, rawHead, sendRaw } from "@/lib/testing/raw-http";
import { dispatch } from "./_dispatch";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN, RATE_LIMIT_PER_MINUTE: "0" });

let server: TestServer;
beforeAll(async () => {
  server = await serve(dispatch);
});
afterAll(() => server.close());

const authorised = { Authorization: `Bearer ${TOKEN}` };
/** A name for a test that a terminal survives. */
const shown = hostileTexts.map((text) => [JSON.stringify(text).slice(0, 40), text] as const);

function put(lessonId: string, body: object): Promise<RawAnswer> {
  const text = JSON.stringify(body);
  const length = String(Buffer.byteLength(text));
  const headers = { ...authorised, "Content-Type": "application/json", "Content-Length": length };
  return sendRaw(server.port, rawHead(`PUT /api/lessons/${lessonId}`, headers), text);
}

const get = (target: string) => sendRaw(server.port, rawHead(`GET ${target}`, authorised));

function fieldsOf({ status, body }: RawAnswer): string[] {
  expect([400, 422]).toContain(status);
  return problem.parse(JSON.parse(body)).errors?.map(({ field }) => field) ?? [];
}

describe("hostile text", () => {
  test.each(shown)("in a lesson is kept as it is or refused (%s)", async (_name, text) => {
    const answer = await put("hostile", { title: text, content: `${text}.` });
    if (answer.status !== 201) {
      expect(["title", "content"]).toContain(fieldsOf(answer)[0]);
      expect(await db().lesson.count()).toBe(0);
      return;
    }
    const lesson = JSON.parse((await get("/api/lessons/hostile")).body);
    // White space around a title is no part of it.
    expect(lesson).toMatchObject({ title: text.trim(), content: `${text}.` });
  });

  test.each(shown)(
    "in a user's id is kept as it is or refused, and says nothing in a header (%s)",
    async (_name, text) => {
      const answer = await put("hostile", { title: "T", content: "c", user_id: text });
      if (answer.status === 201) {
        expect(text).toMatch(/^\S(?:[^\p{Cc}]{0,198}\S)?$/u);
        expect(JSON.parse((await get("/api/lessons/hostile")).body).user_id).toBe(text);
      } else {
        expect(new Set(fieldsOf(answer))).toEqual(new Set(["user_id"]));
      }
      expect(answer.headers.get("set-cookie")).toBeNull();
    },
  );

  test.each(shown)("as the reason of a cancellation stays one text (%s)", async (_name, text) => {
    const { job_id } = await givenJob();
    const target = `/api/presentations/jobs/${job_id}`;
    // Heads longer than 16 KiB Node refuses by itself.
    const reason = encodeURIComponent(text.slice(0, 2_000));
    const answer = await sendRaw(server.port, rawHead(`DELETE ${target}?reason=${reason}`, authorised));
    const { message, status } = await db().presentationJob.findUniqueOrThrow({ where: { id: job_id } });
    if (answer.status !== 200) {
      expect(fieldsOf(answer)).toEqual(["reason"]);
      expect(status).toBe("pending");
      return;
    }
    expect(status).toBe("cancelled");
    if (text.trim() !== "") expect(message).toContain(text.trim());
    // Of an ended job there is one event, whatever its message says.
    const { body } = await get(`${target}/events`);
    const events = body.split("\n").filter((line) => /^(?:event|data|id):/.test(line));
    expect(events.map((line) => line.split(":")[0])).toEqual(["event", "id", "data"]);
    expect(JSON.parse(events[2]?.slice("data:".length) ?? "")).toMatchObject({ message });
  });

  test("is one JSON line in the log, whatever it is", () => {
    const { logFile } = config();
    logger("http").info("begin");
    const before = readFileSync(logFile, "utf8").split("\n").length;
    for (const text of hostileTexts) logger("http").warn({ reason: text, err: new Error(text) }, text);
    const lines = readFileSync(logFile, "utf8")
      .trimEnd()
      .split("\n")
      .slice(before - 1);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(hostileTexts);
    // A terminal that shows the file does nothing of what a text says.
    for (const line of lines) expect(line).not.toMatch(/\p{Cc}/u);
  });
});
