/** Signing in and out. The session is a cookie that scripts cannot read. */
import { passwordSet } from "@/lib/contract/auth";
import { fetchJson, request } from "../http/fetch-json";

/**
 * @param code of the authenticator app, when the server has asked for it
 * @throws ApiError 401 wrong e-mail or password, or `second_factor_required`; 429 too many tries
 */
export async function signIn(email: string, password: string, code?: string): Promise<void> {
  await request("/api/auth/sign-in/email", { method: "POST", body: { email, password, code } });
}

/** Spends a person's set-up link. @returns the e-mail address to sign in with @throws ApiError */
export async function setPassword(token: string, password: string): Promise<string> {
  const body = { token, password };
  return (await fetchJson(passwordSet, "/api/auth/set-password", { method: "POST", body })).data.email;
}

export async function signOut(): Promise<void> {
  await request("/api/auth/sign-out", { method: "POST", body: {} });
}

type FirstAdministrator = { token: string; name: string; email: string; password: string };

/** Spends the set-up link and signs the new administrator in. @throws ApiError */
export async function setUp(person: FirstAdministrator): Promise<void> {
  await request("/api/auth/setup", { method: "POST", body: person });
}
