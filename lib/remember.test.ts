import { expect, test } from "vitest";
import { remembered } from "./remember";

test("an answer serves those who ask at the same time and a moment later", async () => {
  let reads = 0;
  const read = async () => ++reads;
  const [first, second] = await Promise.all([remembered("same", read), remembered("same", read)]);
  expect([first, second, await remembered("same", read)]).toEqual([1, 1, 1]);
  expect(await remembered("another", read)).toBe(2);
});

test("a failure is not remembered", async () => {
  await expect(remembered("failing", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await remembered("failing", async () => "yes")).toBe("yes");
});
