/** What every journey has: a page that must stay free of errors, the API with a token, and how to sign in. */
import { type APIRequestContext, test as base, devices, expect, type Page } from "@playwright/test";

export const admin = {
  email: process.env.E2E_ADMIN_EMAIL ?? "",
  password: process.env.E2E_ADMIN_PASSWORD ?? "",
};

const { defaultBrowserType: _, ...pixel } = devices["Pixel 7"];
/** For `test.use`: a file's pages are as on a phone. */
export const phone = { ...pixel, viewport: { width: 375, height: 812 } };

type Fixtures = {
  /** The lesson app: JSON with the bootstrap token. */
  api: APIRequestContext;
  /** Errors of the browser; none may be there when the test ends. A test that provokes one takes it out. */
  consoleErrors: string[];
};

export const test = base.extend<Fixtures>({
  api: async ({ playwright, baseURL }, use) => {
    const api = await playwright.request.newContext({
      baseURL: baseURL ?? "",
      extraHTTPHeaders: { Authorization: `Bearer ${process.env.E2E_API_TOKEN}` },
    });
    await use(api);
    await api.dispose();
  },
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

type Cookies = Parameters<ReturnType<Page["context"]>["addCookies"]>[0];
/** Sessions by who has them, and where. */
const sessions = new Map<string, Cookies>();

/**
 * Signs in without the form, which e2e/sign-in.spec.ts fills in, goes to a page, and waits until it is alive. A person's tests share
 * one session: whoever ends it signs in by the form.
 */
export async function signIn(page: Page, address = "/", person = admin): Promise<void> {
  const { origin } = new URL((await page.request.get("/livez")).url());
  const known = sessions.get(`${origin} ${person.email}`);
  if (known) await page.context().addCookies(known);
  else sessions.set(`${origin} ${person.email}`, await cookiesOf(page, origin, person));
  await page.goto(address);
  await alive(page);
}

async function cookiesOf(page: Page, origin: string, { email, password }: typeof admin): Promise<Cookies> {
  const answer = await page.request.post("/api/auth/sign-in/email", {
    headers: { Origin: origin },
    data: { email, password },
  });
  expect(answer.status()).toBe(200);
  return page.context().cookies();
}

export async function signInByForm(page: Page, { email, password } = admin): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Until the page hears keys and clicks: the server's HTML is there before that. */
export async function alive(page: Page): Promise<void> {
  await expect(
    page
      .getByText(/^(Live|实时)$/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
}
