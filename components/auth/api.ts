/** Signing in and out. The session is a cookie that scripts cannot read. */
import { request } from "../http/fetch-json";

/** @throws ApiError 401 wrong e-mail or password, 429 too many tries */
export async function signIn(email: string, password: string): Promise<void> {
  await request("/api/auth/sign-in/email", { method: "POST", body: { email, password } });
}

export async function signOut(): Promise<void> {
  await request("/api/auth/sign-out", { method: "POST", body: {} });
}

type FirstAdministrator = { token: string; name: string; email: string; password: string };

/** Spends the set-up link and signs the new administrator in. @throws ApiError */
export async function setUp(person: FirstAdministrator): Promise<void> {
  await request("/api/auth/setup", { method: "POST", body: person });
}

/** Spends a link for a first password and signs its person in. @throws ApiError */
export async function setPassword(token: string, password: string): Promise<void> {
  await request("/api/auth/set-password", { method: "POST", body: { token, password } });
}
