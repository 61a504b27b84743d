import { expect, test } from "vitest";
import { hashNewPassword } from "./new-password";
import { verifyPassword } from "./password";

const ada = { email: "ada.lovelace@school.example", name: "Ada Lovelace" };

test.each([
  "passwordpassword",
  "123456789012",
  "qwertyuiopas",
  "aaaaaaaaaaaaaaaa",
  "abcabcabcabcabc",
  "letmeinletmein",
  "P@ssw0rd1234",
  "ada.lovelace@school.example",
  "Ada.Lovelace@school.example1",
  "Ada Lovelace 1",
  "a".repeat(256),
])("%j is refused", async (password) => {
  await expect(hashNewPassword(password, ada)).rejects.toMatchObject({
    code: "validation_failed",
    fields: [{ field: "password", message: "is too easy to guess" }],
  });
});

test.each([
  "a long enough sentence",
  "correct horse battery",
  "x7Kd93jfQ2lm",
  "admin@another-school.example",
])("%j is taken", async (password) => {
  expect(await verifyPassword(await hashNewPassword(password, ada), password)).toBe(true);
});

test("names the field as the request calls it, and asks nothing of a person without an address", async () => {
  await expect(
    hashNewPassword("passwordpassword", { email: null, name: "" }, "new_password"),
  ).rejects.toMatchObject({ fields: [{ field: "new_password" }] });
});
