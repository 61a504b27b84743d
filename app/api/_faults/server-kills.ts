/** `kill -9` on the server while it answers: whatever it has acknowledged must be stored. */
import { strict as assert } from "node:assert";
import { db } from "@/lib/db/client";
import { givenLesson } from "@/lib/testing/factories";
import { Random } from "@/lib/testing/random";
import { ServerProcess } from "./server-process";

/** Requests in flight at any moment. */
const IN_FLIGHT = 64;
/** The most jobs that a server acknowledges before it is killed: counted, not timed, so that a slow machine tests as much. */
const MAX_ACKNOWLEDGED = 100;

export type ServerKillReport = {
  kills: number;
  acknowledged: number;
  /** Requests that a kill cut off. */
  cutOff: number;
  /** Stored although the answer did not arrive: allowed, the client asks again. */
  storedUnanswered: number;
};

/** @throws AssertionError when an acknowledged job is not stored */
export async function killServers(options: { kills: number; seed: number }): Promise<ServerKillReport> {
  const { kills } = options;
  const random = new Random(options.seed);
  const report: ServerKillReport = { kills, acknowledged: 0, cutOff: 0, storedUnanswered: 0 };
  let next = ServerProcess.start();
  for (let kill = 0; kill < kills; kill++) {
    const server = await next;
    // The next one gets ready meanwhile; it answers nobody yet.
    next = ServerProcess.start();
    const lessonId = await givenLesson();
    const { acknowledged, cutOff } = await flood(server, lessonId, random.int(1, MAX_ACKNOWLEDGED));
    const stored = await storedJobs(lessonId);
    const lost = acknowledged.filter((id) => !stored.has(id));
    assert.deepEqual(lost, [], `acknowledged jobs are stored after kill ${kill}`);
    report.acknowledged += acknowledged.length;
    report.cutOff += cutOff;
    report.storedUnanswered += stored.size - acknowledged.length;
  }
  await (await next).kill();
  return report;
}

async function storedJobs(lessonId: string): Promise<Set<string>> {
  const jobs = await db().presentationJob.findMany({ where: { lessonId }, select: { id: true } });
  return new Set(jobs.map(({ id }) => id));
}

/** Keeps requests in flight, and kills the server when it has acknowledged `enough`. */
async function flood(server: ServerProcess, lessonId: string, enough: number) {
  const acknowledged: string[] = [];
  let cutOff = 0;
  let killed = false;
  const caller = async () => {
    while (!killed) {
      const answer = await server.acknowledged(lessonId).catch((error: unknown) => {
        if (!killed) throw error;
        return null;
      });
      if (answer === null) cutOff++;
      else acknowledged.push(answer);
      if (acknowledged.length < enough || killed) continue;
      killed = true;
      await server.kill();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
  return { acknowledged, cutOff };
}
