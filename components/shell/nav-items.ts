import { BookOpen, Braces, Gauge, ListTodo, type LucideIcon } from "lucide-react";

type NavItem = {
  href: string;
  label: string;
  icon: LucideIcon /** Paths below these belong to the item. */;
  owns: string[];
};

/** The pages that exist, in the order of the side bar and the bottom bar. */
export const navItems: readonly NavItem[] = [
  { href: "/", label: "Overview", icon: Gauge, owns: [] },
  { href: "/lessons", label: "Lessons", icon: BookOpen, owns: ["/lessons", "/presentations"] },
  { href: "/jobs", label: "Jobs", icon: ListTodo, owns: ["/jobs"] },
  { href: "/docs/api", label: "API", icon: Braces, owns: [] },
];

export function isCurrent(item: NavItem, path: string): boolean {
  return path === item.href || item.owns.some((start) => path === start || path.startsWith(`${start}/`));
}
