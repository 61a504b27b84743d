/**
 * The second factor of people who want one: six digits of an authenticator app (RFC 6238), or one of ten backup codes. Secrets
 * are encrypted with a key made from the server's secret, backup codes hashed, and no code is taken twice.
 */
import { createHash, randomBytes } from "node:crypto";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";
import { recordAudit } from "@/lib/audit/record";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Caller } from "./caller";
import { checkOwnPassword } from "./own-password";
import { serverSecret } from "./secret";
import { requirePerson } from "./sessions";

const PERIOD_SECONDS = 30;
/** Steps before and after: a phone's clock is off, and people type slowly (RFC 6238, 5.2). */
const WINDOW = 1;
/** RFC 4226, 4: the length it recommends. */
const SECRET_BYTES = 20;
const BACKUP_CODES = 10;
/** 120 random bits, so a fast hash keeps them safe (OWASP ASVS 5, 6.5.2 asks for 112). */
const BACKUP_BYTES = 15;

export type TotpBegun = { secret: string; uri: string; qr_svg: string };

/**
 * Makes the secret for an authenticator app. Nothing is asked at sign-in until `confirmTotp`.
 * @throws AppError permission_denied when the password is wrong, validation_failed when an app is set up already
 */
export async function beginTotp(password: string, caller: Caller): Promise<TotpBegun> {
  const { userId } = requirePerson(caller);
  await checkOwnPassword(caller, password);
  const secret = new Secret({ size: SECRET_BYTES });
  const encrypted = await symmetricEncrypt({ key: key(), data: secret.base32 });
  await db().$transaction(async (tx) => {
    if ((await tx.totp.count({ where: { userId, confirmedAt: { not: null } } })) > 0) {
      throw new AppError("validation_failed", "An authenticator app is set up already; remove it first");
    }
    await tx.totp.upsert({
      where: { userId },
      create: { userId, secret: encrypted },
      update: { secret: encrypted },
    });
    await recordAudit({ actor: caller, action: "totp.begin", target: { type: "user", id: userId } }, tx);
  });
  const uri = totpOf(secret.base32, caller.email ?? caller.name).toString();
  return { secret: secret.base32, uri, qr_svg: renderSVG(uri) };
}

/**
 * Turns the second factor on, after the app has shown that it works.
 * @returns the backup codes, this once
 * @throws AppError validation_failed when the code is wrong or nothing was begun
 */
export async function confirmTotp(code: string, caller: Caller): Promise<string[]> {
  const { userId } = requirePerson(caller);
  const begun = await db().totp.findFirst({ where: { userId, confirmedAt: null } });
  const step = begun && (await stepOf(begun.secret, code));
  if (!begun || step === null) {
    throw new AppError("validation_failed", "The code is not the one that the app shows now", {
      fields: [{ field: "code", message: "is not the one that the app shows now" }],
    });
  }
  const codes = Array.from({ length: BACKUP_CODES }, makeBackupCode);
  await db().$transaction(async (tx) => {
    const { count } = await tx.totp.updateMany({
      where: { userId, confirmedAt: null, secret: begun.secret },
      data: { confirmedAt: new Date(), lastStep: step },
    });
    if (count === 0) throw new AppError("validation_failed", "An authenticator app was just set up");
    await tx.backupCode.deleteMany({ where: { userId } });
    await tx.backupCode.createMany({ data: codes.map((text) => ({ userId, hash: hashBackupCode(text) })) });
    await recordAudit({ actor: caller, action: "totp.enable", target: { type: "user", id: userId } }, tx);
  });
  return codes;
}

/** Turns the second factor off. @throws AppError permission_denied when the password is wrong */
export async function disableTotp(password: string, caller: Caller): Promise<void> {
  const { userId } = requirePerson(caller);
  await checkOwnPassword(caller, password);
  await db().$transaction(async (tx) => {
    await tx.totp.deleteMany({ where: { userId } });
    await tx.backupCode.deleteMany({ where: { userId } });
    await recordAudit({ actor: caller, action: "totp.disable", target: { type: "user", id: userId } }, tx);
  });
}

/** Whether signing in needs a code. */
export async function needsCode(userId: string): Promise<boolean> {
  return (await db().totp.count({ where: { userId, confirmedAt: { not: null } } })) > 0;
}

/** Takes a code of the app or a backup code, each once. */
export async function spendCode(userId: string, code: string): Promise<boolean> {
  const totp = await db().totp.findFirst({ where: { userId, confirmedAt: { not: null } } });
  if (!totp) return false;
  const step = await stepOf(totp.secret, code);
  if (step !== null) {
    // Of two who show the same code one changes the row.
    const later = { userId, lastStep: { lt: step } };
    return (await db().totp.updateMany({ where: later, data: { lastStep: step } })).count === 1;
  }
  const { count } = await db().backupCode.deleteMany({ where: { userId, hash: hashBackupCode(code) } });
  return count === 1;
}

/** The time step whose code this is, if it is one of now. */
async function stepOf(encrypted: string, code: string): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null;
  const totp = totpOf(await symmetricDecrypt({ key: key(), data: encrypted }), "");
  const timestamp = Date.now();
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: "Presentation Jobs", label, secret, period: PERIOD_SECONDS });
}

/** In groups, of letters and digits that are not mistaken for others (RFC 4648's base32). */
function makeBackupCode(): string {
  const text = new Secret({ buffer: new Uint8Array(randomBytes(BACKUP_BYTES)).buffer }).base32.toLowerCase();
  return (text.match(/.{6}/g) ?? []).join("-");
}

/** However it was typed. */
function hashBackupCode(code: string): string {
  return createHash("sha256")
    .update(code.toLowerCase().replace(/[^a-z2-7]/g, ""))
    .digest("hex");
}

/** Its own use of the server's secret: what signs cookies must not decrypt this. */
function key(): string {
  return createHash("sha256")
    .update(`totp:${serverSecret(config().dataDir)}`)
    .digest("hex");
}
