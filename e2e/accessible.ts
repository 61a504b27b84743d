/** What everybody must be able to use: axe finds nothing, in either theme. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** `parts`: selectors of what is looked at, of a page whose other parts are all made alike. */
export async function expectAccessible(page: Page, parts: string[] = []): Promise<void> {
  const look = () => {
    // In the page itself: there are no frames, for which it would open a second page each time.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
    for (const part of parts) axe.include(part);
    return axe;
  };
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  expect((await look().analyze()).violations).toEqual([]);
  // Only colours differ in the other theme.
  await changeTheme(page, dark ? "light" : "dark");
  expect(
    (
      await look()
        .options({ runOnly: ["color-contrast"] })
        .analyze()
    ).violations,
  ).toEqual([]);
  await changeTheme(page, dark ? "dark" : "light");
}

async function changeTheme(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  // A colour on its way from one theme to the other belongs to neither.
  await page.evaluate(() => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    return Promise.allSettled(transitions.map((transition) => transition.finished));
  });
}
