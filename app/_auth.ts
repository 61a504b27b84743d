/** The request behind a page: who looks, from where. The one file of the pages that touches next/headers. */
import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { type Preferences, readPreferences } from "@/components/preferences/preferences";
import { callerOfSession } from "@/lib/auth/authenticate";
import { type Caller, can } from "@/lib/auth/caller";
import type { Permission } from "@/lib/contract/permissions";

const sessionCaller = cache(async () => callerOfSession(await headers()));

/** The signed-in person; sends everybody else to the sign-in page, and shows "no permission" to those who lack it. */
export async function requireCaller(permission?: Permission): Promise<Caller> {
  const caller = await sessionCaller();
  if (caller === null) {
    const here = (await headers()).get("x-page-path") ?? "/";
    redirect(here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`);
  }
  if (permission !== undefined && !can(caller, permission)) forbidden();
  return caller;
}

/** The nonce of this page's content security policy (proxy.ts). */
export async function pageNonce(): Promise<string | undefined> {
  return (await headers()).get("x-nonce") ?? undefined;
}

/** Language and time zone of whoever looks. */
export const requestPreferences = cache(async (): Promise<Preferences> => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return readPreferences((name) => jar.get(name)?.value, sent.get("accept-language"));
});
