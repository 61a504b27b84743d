import { describe, expect, test } from "vitest";
import type { LegacyValue } from "./legacy-file";
import { mapUser } from "./map-user";
import { asFlag, asJson, asNumber, asText, asTime, asWhole, toJsonValue } from "./values";

describe("times", () => {
  test.each<[LegacyValue, string]>([
    ["2025-03-01T10:00:00", "2025-03-01T10:00:00.000Z"], // no zone is UTC
    ["2025-03-01 10:00:00", "2025-03-01T10:00:00.000Z"],
    ["2025-03-01 10:00:00.123456", "2025-03-01T10:00:00.123Z"],
    ["2025-03-01T10:00", "2025-03-01T10:00:00.000Z"],
    ["2025-03-01", "2025-03-01T00:00:00.000Z"],
    [" 2025-03-01T10:00:00Z ", "2025-03-01T10:00:00.000Z"],
    ["2025-03-01T10:00:00+02:00", "2025-03-01T08:00:00.000Z"],
    ["2025-03-01T10:00:00.5-0330", "2025-03-01T13:30:00.500Z"],
    [1_740_823_200n, "2025-03-01T10:00:00.000Z"],
    [1_740_823_200.25, "2025-03-01T10:00:00.250Z"],
    [1_740_823_200_000n, "2025-03-01T10:00:00.000Z"],
    [Buffer.from("2025-03-01"), "2025-03-01T00:00:00.000Z"],
  ])("%s is %s", (value, iso) => {
    expect(new Date(asTime(value) ?? Number.NaN).toISOString()).toBe(iso);
  });

  test.each<[LegacyValue]>([
    ["2025-02-31T00:00:00"],
    ["2025-13-01"],
    ["2025-01-01T25:00:00"],
    ["0000-01-01"],
    ["yesterday"],
    [""],
    [null],
    [1e300],
    [Number.POSITIVE_INFINITY],
  ])("%s is none", (value) => {
    expect(asTime(value)).toBeNull();
  });
});

test("numbers may stand as text, and stay within their bounds", () => {
  expect([asNumber("12"), asNumber(" 1.5 "), asNumber(7n), asNumber("0x10"), asNumber("twelve")]).toEqual([
    12,
    1.5,
    7,
    null,
    null,
  ]);
  expect([asWhole("250", 0, 100), asWhole(-3, 0, 100), asWhole(1.6, 0, 100)]).toEqual([100, 0, 2]);
});

test("flags may stand as words", () => {
  expect([asFlag(1n), asFlag("True"), asFlag("0"), asFlag("no"), asFlag(2n), asFlag(null)]).toEqual([
    true,
    true,
    false,
    false,
    null,
    null,
  ]);
});

test("texts hold nothing that PostgreSQL refuses", () => {
  expect(asText("a\0b\ud800c🎵")).toBe("a\ufffdb\ufffdc🎵");
  expect(asText(Buffer.from("Łódź"))).toBe("Łódź");
});

test("JSON that cannot be written again is none", () => {
  expect(asJson('{"a":[1]}')).toEqual({ a: [1] });
  expect(asJson("{broken")).toBeNull();
  expect(asJson(`${"[".repeat(65)}${"]".repeat(65)}`)).toBeNull();
});

test("old values are kept exactly", () => {
  expect([
    toJsonValue(2n ** 60n),
    toJsonValue(5n),
    toJsonValue(Buffer.from("x")),
    toJsonValue(Number.NaN),
  ]).toEqual([String(2n ** 60n), 5, "base64:eA==", "NaN"]);
});

test.each([
  ["Admin", "admin"],
  ["superuser", "admin"],
  ["operator", "operator"],
  ["viewer", "viewer"],
  ["teacher", "teacher"],
  ["user", "teacher"],
  [null, "teacher"],
  ["owner", "teacher"],
])("the role %s becomes %s", (role, expected) => {
  const mapped = mapUser({ id: "u1", email: "A@School.Example", role }, 0);
  expect(mapped).toMatchObject({ row: { role: expected, email: "a@school.example", name: "a" } });
  expect("changes" in mapped && mapped.changes).toEqual(
    role === "owner" ? ['role "owner" became teacher'] : [],
  );
});
