import { expect, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { chooseSeed } from "@/lib/testing/random";
import { killFolding } from "./fold-kills";

setUpTestDatabase();

const KILLS = 3;
const seed = chooseSeed();

test(`killed while it folds ${KILLS} times, the rollups are those of the rows (FAULT_SEED=${seed})`, {
  timeout: 120_000,
}, async () => {
  expect(await killFolding({ kills: KILLS, seed })).toMatchObject({ kills: KILLS });
});
