/** What is wrong with a value, in words that follow its name: "limit must be at most 300". Where a schema has words of its own, those count. */
import type { z } from "zod";

type RawIssue = z.core.$ZodRawIssue;

const kinds: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "text",
};

const formats: Readonly<Record<string, string>> = {
  datetime: "a time with its zone in ISO 8601, as 2026-01-07T06:30:00Z",
  email: "an e-mail address",
};

/** For the `error` of a parse. Undefined: zod's own words will do. */
export function wordsOf(issue: RawIssue): string | undefined {
  if (issue.input === undefined && (issue.code === "invalid_type" || issue.code === "invalid_union")) {
    return "is missing";
  }
  switch (issue.code) {
    case "invalid_type":
      return mustBe(kinds[issue.expected]);
    case "invalid_format":
      return mustBe(formats[issue.format]);
    case "too_small":
      return bound("at least", issue.origin, issue.minimum);
    case "too_big":
      return bound("at most", issue.origin, issue.maximum);
    default:
      return undefined;
  }
}

const mustBe = (what: string | undefined) => what && `must be ${what}`;

function bound(side: "at least" | "at most", origin: string, limit: number | bigint): string | undefined {
  switch (origin) {
    case "string":
      return side === "at least" && limit === 1
        ? "must not be empty"
        : `must have ${side} ${limit} characters`;
    case "array":
      return side === "at least" && limit === 1 ? "must not be empty" : `must have ${side} ${limit} entries`;
    case "int":
    case "number":
      return `must be ${side} ${limit}`;
    default:
      return undefined;
  }
}
