import { expect, phone, signIn, test } from "./fixtures";

test.use(phone);

const word = (letter: string) => letter.repeat(300);
const content = `# ${word("T")}

**Grade**: ${word("G")}

## Objectives
- ${word("o")} (4.PR.1)

## Activity 1: ${word("A")} (10 minutes)
1. ${word("s")}

> ${word("q")}

| ${word("h")} | Course |
| --- | --- |
| ${word("c")} | ${word("d")} |

## ${word("N")}
${word("n")}
`;

test("words without an end break instead of widening the page", async ({ page, api }) => {
  await api.put("/api/lessons/long-words", { data: { title: word("W").slice(0, 200), content } });
  const accepted = await api.post("/api/presentations/generate", {
    data: { lesson_id: "long-words", priority: "urgent" },
  });
  const { job_id } = await accepted.json();
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);

  await signIn(page, `/jobs/${job_id}`);
  await expect(page.getByRole("status").filter({ hasText: /^Completed$/ })).toBeVisible({ timeout: 20_000 });
  const viewer = page.getByRole("region", { name: "Slides" });
  await expect(viewer).toContainText(/Slide 1 of \d+/);
  const count = Number(/of (\d+)/.exec((await viewer.textContent()) ?? "")?.[1]);
  for (let slide = 1; slide <= count; slide++) {
    await expect(viewer).toContainText(`Slide ${slide} of ${count}`);
    expect(await width()).toBeLessThanOrEqual(375);
    await page.keyboard.press("ArrowRight");
  }
  for (const address of ["/lessons/long-words", "/lessons", "/jobs", "/"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await width(), address).toBeLessThanOrEqual(375);
  }
});
