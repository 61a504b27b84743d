/** What a start does to a database that is new: somebody who can sign in, and sample content. Safe to call at every start. */
import { createPerson } from "@/lib/auth/people";
import { createSetupLink, isSetUp } from "@/lib/auth/setup-link";
import { config } from "@/lib/config";
import { addDemoContent } from "@/lib/demo/demo-content";

/** @returns the lines that tell a person how to sign in */
export async function prepareFirstStart(): Promise<{ signIn: string[] }> {
  const signIn = await prepareSignIn();
  if (config().demo) await addDemoContent();
  return { signIn };
}

async function prepareSignIn(): Promise<string[]> {
  const { admin, publicUrl } = config();
  if (await isSetUp()) return ["Sign in with your e-mail address and password."];
  if (admin === null) {
    return [
      "Nobody can sign in yet. Open this link once to become the administrator:",
      await createSetupLink(publicUrl),
    ];
  }
  await createPerson({ name: admin.email.split("@")[0] ?? admin.email, ...admin }, "admin");
  return [`Sign in as ${admin.email} with the password from ADMIN_PASSWORD.`];
}
