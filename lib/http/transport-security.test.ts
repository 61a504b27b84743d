import { expect, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { respond } from "./respond";

setUpTestDatabase({ PUBLIC_URL: "https://jobs.school.example" });

test("people who come by HTTPS are told to stay with it", async () => {
  const answer = await respond(new Request("http://localhost/"), async () => new Response("fine"));
  expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000");
});
