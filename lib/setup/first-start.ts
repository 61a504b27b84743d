/** What a start does to a database that is new: somebody who can sign in, and sample content. Safe to call at every start. */
import { randomUUID } from "node:crypto";
import { createAdministrator, createFirstAdministratorLink, isSetUp } from "@/lib/auth/first-administrator";
import { ConfigError, config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { addDemoContent } from "@/lib/demo/demo-content";
import { AppError } from "@/lib/errors";
import { takeDuty } from "@/lib/jobs/store/housekeeping";

/** Several processes may start at once; one of them fills the database, and needs less than this. */
const DEMO_CONTENT_MS = 60_000;

/** @returns the lines that tell a person how to sign in */
export async function prepareFirstStart(): Promise<{ signIn: string[] }> {
  const signIn = await prepareSignIn();
  if (config().demo && (await takeDuty(db(), "demo-content", randomUUID(), DEMO_CONTENT_MS))) {
    await addDemoContent();
  }
  return { signIn };
}

async function prepareSignIn(): Promise<string[]> {
  const { admin, publicUrl } = config();
  if (await isSetUp()) return ["Sign in with your e-mail address and password."];
  if (admin === null) {
    return [
      "Nobody can sign in yet. Open this link once to become the administrator:",
      await createFirstAdministratorLink(publicUrl),
    ];
  }
  try {
    await createAdministrator({ name: admin.email.split("@")[0] ?? admin.email, ...admin });
  } catch (error) {
    if (error instanceof AppError && error.code === "validation_failed") {
      throw new ConfigError(
        "ADMIN_PASSWORD is too easy to guess: take another, such as a sentence of your own",
      );
    }
    // Another process that starts at the same time was faster.
    if (!(await isSetUp())) throw error;
  }
  return [`Sign in as ${admin.email} with the password from ADMIN_PASSWORD.`];
}
