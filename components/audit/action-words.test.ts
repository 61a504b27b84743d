import { expect, test } from "vitest";
import { endpoints } from "@/lib/contract/api";
import en from "../i18n/en/audit.json";
import zh from "../i18n/zh-CN/audit.json";

/** What lib/ records under names of its own, beside the ids of the calls. */
const ownNames = [
  ...["action.start", "action.abort", "action.undo", "action.end"],
  ...["session.begin", "session.end", "session.end_others", "settings.update", "profile.change"],
  ...["user.create_first", "user.invite", "user.setup_link", "user.update", "user.remove"],
  ...["password.change", "password.set_by_link", "totp.begin", "totp.enable", "totp.disable"],
  ...["token.create", "token.rotate", "token.revoke"],
  ...["alert_rule.update", "alert_rule.snooze", "alert_rule.wake"],
  ...["view.create", "view.update", "view.delete"],
];

function wordFor(words: object, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>((of, key) => (of as Record<string, unknown> | undefined)?.[key], words);
}

test.each([
  ["English", en.action],
  ["Chinese", zh.action],
])("whatever changes something has a name in %s in the audit log", (_, words) => {
  const changes = endpoints.filter(({ method }) => method !== "GET").map(({ id }) => id);
  const nameless = [...changes, ...ownNames].filter((name) => typeof wordFor(words, name) !== "string");
  expect(nameless).toEqual([]);
});
