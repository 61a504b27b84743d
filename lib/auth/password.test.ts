import { hash as argon2 } from "@node-rs/argon2";
import { hash as bcrypt } from "@node-rs/bcrypt";
import { expect, test } from "vitest";
import { canVerify, hashPassword, isForeignHash, verifyPassword } from "./password";

test.each([
  ["ours", () => hashPassword("secret"), false],
  ["bcrypt", () => bcrypt("secret", 4), true],
  [
    "bcrypt as Python's passlib names it",
    async () => (await bcrypt("secret", 4)).replace(/^\$2[aby]/, "$2b"),
    true,
  ],
  [
    "Argon2 with other parameters",
    () => argon2("secret", { memoryCost: 1024, timeCost: 3, parallelism: 4 }),
    true,
  ],
])("verifies %s", async (_, make, isForeign) => {
  const hashed = await make();
  expect(canVerify(hashed)).toBe(true);
  expect(isForeignHash(hashed)).toBe(isForeign);
  expect(await verifyPassword(hashed, "secret")).toBe(true);
  expect(await verifyPassword(hashed, "Secret")).toBe(false);
});

test.each([
  "",
  "secret",
  "pbkdf2:sha256:600000$salt$hash",
  "$2b$31$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", // days
  "$argon2id$v=19$m=9999999,t=99,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", // all the memory
  "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA", // cut off
])("takes no part in a sign-in: %s", async (hashed) => {
  expect(canVerify(hashed)).toBe(false);
});

test("a broken hash is a wrong password", async () => {
  expect(await verifyPassword("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA", "secret")).toBe(false);
  expect(await verifyPassword(`$2b$04$${"a".repeat(53)}`, "secret")).toBe(false);
});
