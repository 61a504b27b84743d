import { BookOpen, Braces, Gauge, ListTodo, type LucideIcon } from "lucide-react";

import type { Messages } from "../i18n/messages";

export type NavItem = {
  href: string;
  /** Its name in the messages of the shell. */
  name: keyof Messages["shell"]["nav"];
  icon: LucideIcon;
  /** Paths below these belong to the item. */
  owns: string[];
};

/** The pages that exist, in the order of the side bar and the bottom bar. */
export const navItems: readonly NavItem[] = [
  { href: "/", name: "overview", icon: Gauge, owns: [] },
  { href: "/lessons", name: "lessons", icon: BookOpen, owns: ["/lessons", "/presentations"] },
  { href: "/jobs", name: "jobs", icon: ListTodo, owns: ["/jobs"] },
  { href: "/docs/api", name: "api", icon: Braces, owns: [] },
];

export function isCurrent(item: NavItem, path: string): boolean {
  return path === item.href || item.owns.some((start) => path === start || path.startsWith(`${start}/`));
}
