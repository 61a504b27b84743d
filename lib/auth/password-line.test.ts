import { describe, expect, it } from "vitest";
import { PasswordLine } from "./password-line";

/** Work that ends when the test says so, in the order in which it began. */
function heldWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    hold: (name: string) => () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
    },
    end: (name: string) => ends.get(name)?.(),
  };
}

const busy = { code: "service_unavailable", retryAfterSeconds: 2 };

describe("PasswordLine", () => {
  it("checks so many at once, the others in their order, and refuses those beyond the line", async () => {
    const line = new PasswordLine(2, 2);
    const { begun, hold, end } = heldWork();
    const all = ["a", "b", "c", "d"].map((name) => line.run(false, hold(name)));
    expect(begun).toEqual(["a", "b"]);
    await expect(line.run(false, hold("e"))).rejects.toMatchObject(busy);
    expect(() => line.requirePlace(false)).toThrow();
    end("b");
    await expect(all[1]).resolves.toBe("b");
    expect(begun).toEqual(["a", "b", "c"]);
    expect(() => line.requirePlace(false)).not.toThrow();
    for (const name of ["a", "c", "d"]) {
      end(name);
      await line.run(true, async () => null);
    }
    await expect(Promise.all(all)).resolves.toEqual(["a", "b", "c", "d"]);
  });

  it("has a place for the known, before strangers, when strangers have filled their line", async () => {
    const line = new PasswordLine(1, 2);
    const { begun, hold, end } = heldWork();
    const strangers = ["s1", "s2", "s3"].map((name) => line.run(false, hold(name)));
    await expect(line.run(false, hold("s4"))).rejects.toMatchObject(busy);
    const known = line.run(true, hold("known"));
    end("s1");
    await strangers[0];
    expect(begun).toEqual(["s1", "known"]);
    end("known");
    await expect(known).resolves.toBe("known");
  });

  it("gives the place on when the work fails", async () => {
    const line = new PasswordLine(1, 1);
    const failing = line.run(false, async () => {
      throw new Error("no memory");
    });
    const next = line.run(false, async () => "done");
    await expect(failing).rejects.toThrow("no memory");
    await expect(next).resolves.toBe("done");
    await expect(line.run(false, async () => "again")).resolves.toBe("again");
  });
});
