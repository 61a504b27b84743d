/**
 * The one way to a new password, by whichever of set-up, link, own change and ADMIN_PASSWORD it comes: what is guessed soon is
 * refused, whatever its length. zxcvbn estimates how many guesses one needs who tries common passwords, repetitions, runs of keys
 * and letters, dates, and what is known of the person.
 */
import { AppError } from "@/lib/errors";
import { hashPassword } from "./password";

/** zxcvbn's own mark for what resists guessing by somebody who has the hashes: ten to the power of eight guesses. */
const MIN_GUESSES_LOG10 = 8;
/** What comes behind makes no password weaker, and the estimate costs its square: this is at most about 100 ms. */
const JUDGED_LENGTH = 64;

type Person = { email: string | null; name: string };
type Estimate = (password: string, known: string[]) => { guessesLog10: number };

// Next.js bundles this module several times; the lists take 20 MB, so they are there once, and only when somebody sets a password.
const shared = globalThis as typeof globalThis & { __presentationJobsPasswordEstimate?: Promise<Estimate> };

async function loadEstimate(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  const factory = new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary });
  return (password, known) => factory.check(password, known);
}

/** @param field as the request calls it @throws AppError validation_failed when the password is too easy to guess */
export async function refuseGuessable(password: string, person: Person, field = "password"): Promise<void> {
  shared.__presentationJobsPasswordEstimate ??= loadEstimate();
  const estimate = await shared.__presentationJobsPasswordEstimate;
  const email = person.email ?? "";
  const known = [email, ...email.split("@"), person.name, ...person.name.split(/\s+/)].filter(Boolean);
  if (estimate(password.slice(0, JUDGED_LENGTH), known).guessesLog10 >= MIN_GUESSES_LOG10) return;
  const message = "is too easy to guess";
  throw new AppError("validation_failed", `The password ${message}`, { fields: [{ field, message }] });
}

/** The hash to store for a password that this person has chosen. @throws as refuseGuessable */
export async function hashNewPassword(password: string, person: Person, field?: string): Promise<string> {
  await refuseGuessable(password, person, field);
  return hashPassword(password);
}
