/** `kill -9` on the server while it answers: whatever it has acknowledged must be stored. */
import { strict as assert } from "node:assert";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { db } from "@/lib/db/client";
import { givenLesson } from "@/lib/testing/factories";
import type { Random } from "@/lib/testing/random";

/** Requests in flight at any moment. */
const IN_FLIGHT = 64;
/** The longest a server answers before it is killed. */
const MAX_LIFE_MS = 300;
export const API_TOKEN = "soak-token-0123456789";

export type ServerKillReport = {
  kills: number;
  acknowledged: number;
  /** Requests that a kill cut off. */
  cutOff: number;
  /** Stored although the answer did not arrive: allowed, the client asks again. */
  storedUnanswered: number;
};

class Server {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<Server> {
    const child = fork(new URL("./server.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
    const [port] = await once(child, "message");
    return new Server(child, `http://127.0.0.1:${port}/api/presentations/generate`);
  }

  async kill(): Promise<void> {
    const exited = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await exited;
  }
}

/** @throws AssertionError when an acknowledged job is not stored */
export async function killServers(options: { kills: number; random: Random }): Promise<ServerKillReport> {
  const { kills, random } = options;
  const report: ServerKillReport = { kills, acknowledged: 0, cutOff: 0, storedUnanswered: 0 };
  let next = Server.start();
  for (let kill = 0; kill < kills; kill++) {
    const server = await next;
    // The next one gets ready meanwhile; it answers nobody yet.
    next = Server.start();
    const lessonId = await givenLesson();
    const lifeMs = random.int(1, MAX_LIFE_MS);
    const { acknowledged, cutOff } = await flood(server, lessonId, lifeMs);
    const stored = new Set(
      (await db().presentationJob.findMany({ where: { lessonId }, select: { id: true } })).map(
        ({ id }) => id,
      ),
    );
    const lost = acknowledged.filter((id) => !stored.has(id));
    assert.deepEqual(lost, [], `acknowledged jobs are stored after kill ${kill}`);
    report.acknowledged += acknowledged.length;
    report.cutOff += cutOff;
    report.storedUnanswered += stored.size - acknowledged.length;
  }
  await (await next).kill();
  return report;
}

/** Keeps requests in flight until the server is killed. */
async function flood(server: Server, lessonId: string, lifeMs: number) {
  // The first answer is slow: modules load, connections open.
  const acknowledged = [await requestDeck(server.url, lessonId)];
  let cutOff = 0;
  let killed = false;
  const caller = async () => {
    while (!killed) {
      try {
        acknowledged.push(await requestDeck(server.url, lessonId));
      } catch (error) {
        if (!killed) throw error;
        cutOff++;
      }
    }
  };
  const callers = Promise.all(Array.from({ length: IN_FLIGHT }, caller));
  await new Promise((resolve) => setTimeout(resolve, lifeMs));
  killed = true;
  await server.kill();
  await callers;
  return { acknowledged, cutOff };
}

/** @returns the acknowledged job's id @throws when the connection broke */
async function requestDeck(url: string, lessonId: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${API_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ lesson_id: lessonId }),
  });
  const body: unknown = await response.json();
  assert.ok(response.ok, JSON.stringify(body));
  return (body as { job_id: string }).job_id;
}
