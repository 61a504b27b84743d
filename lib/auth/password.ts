/**
 * Argon2id with the parameters of OWASP's Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane). Hashes that people bring along
 * from the earlier system (bcrypt, Argon2 with other parameters) are checked too, and replaced at the next sign-in. Whoever checks
 * passwords for callers does it in turn: password-line.ts.
 */
import { type Algorithm, hash, verify } from "@node-rs/argon2";
import { verify as verifyBcrypt } from "@node-rs/bcrypt";

// The enum is ambient and const, which isolated modules cannot read: 2 is Argon2id.
const ARGON2ID: Algorithm = 2;

export function hashPassword(password: string): Promise<string> {
  return hash(password, { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}

const OURS = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;
const ARGON2 =
  /^\$argon2(?:id|i|d)\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,86}$/;
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

/** What one check of a foreign hash may cost: 256 MiB, four times passed over, or 2^14 rounds; each is about a second. */
const MAX_MEMORY_KIB = 256 * 1024;
const MAX_PASSES_OF_MAX_MEMORY = 4;
const MAX_BCRYPT_ROUNDS = 14;

/** Whether `verifyPassword` can check this hash, without letting a sign-in cost more than about a second. */
export function canVerify(hashed: string): boolean {
  const rounds = Number(BCRYPT.exec(hashed)?.[1]);
  if (rounds >= 4 && rounds <= MAX_BCRYPT_ROUNDS) return true;
  const [, memory, passes, lanes] = (ARGON2.exec(hashed) ?? []).map(Number);
  if (!memory || !passes || !lanes) return false;
  if (memory < 8 * lanes || memory > MAX_MEMORY_KIB) return false;
  return memory * passes <= MAX_MEMORY_KIB * MAX_PASSES_OF_MAX_MEMORY;
}

/** Made with other parameters than ours: worth replacing as soon as the password is known. */
export const isForeignHash = (hashed: string) => !OURS.test(hashed);

/** False also for a hash that is neither Argon2's nor bcrypt's. */
export async function verifyPassword(hashed: string, password: string): Promise<boolean> {
  try {
    return await (BCRYPT.test(hashed) ? verifyBcrypt(password, hashed) : verify(hashed, password));
  } catch {
    return false;
  }
}
