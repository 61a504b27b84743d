import {
  BellRing,
  BookOpen,
  Braces,
  ChartLine,
  Gauge,
  HeartPulse,
  ListTodo,
  type LucideIcon,
  ScrollText,
  Server,
  Settings,
} from "lucide-react";
import type { Permission } from "@/lib/contract/permissions";
import type { Messages } from "../i18n/messages";
import type { Person } from "./person";

export type NavItem = {
  href: string;
  /** Its name in the messages of the shell. */
  name: keyof Messages["shell"]["nav"];
  icon: LucideIcon;
  /** Paths below these belong to the item. */
  owns: string[];
  /** watch: what there is; run: the machines; manage: people and records. They stand together in the side bar. */
  group: "watch" | "run" | "manage";
  /** The key that goes there after `g`. */
  key: string;
  /** What the page asks for; left out, everybody who is signed in may see it. */
  needs?: Permission;
  /** About the machines and about everybody's jobs: nothing for a teacher, who sees only their own. */
  isForStaff?: boolean;
  /** Stands in the bottom bar of a phone; the others are behind "More". */
  isInBottomBar?: boolean;
};

/** The pages, in the order of the side bar and the bottom bar. */
export const navItems: readonly NavItem[] = [
  {
    href: "/",
    name: "overview",
    icon: Gauge,
    owns: [],
    group: "watch",
    key: "o",
    needs: "job:read",
    isInBottomBar: true,
  },
  {
    href: "/jobs",
    name: "jobs",
    icon: ListTodo,
    owns: ["/jobs", "/actions"],
    group: "watch",
    key: "j",
    needs: "job:read",
    isInBottomBar: true,
  },
  {
    href: "/lessons",
    name: "lessons",
    icon: BookOpen,
    owns: ["/lessons", "/presentations"],
    group: "watch",
    key: "l",
    needs: "lesson:read",
    isInBottomBar: true,
  },
  {
    href: "/statistics",
    name: "statistics",
    icon: ChartLine,
    owns: ["/statistics"],
    group: "watch",
    key: "s",
    needs: "job:read",
  },
  {
    href: "/alerts",
    name: "alerts",
    icon: BellRing,
    owns: ["/alerts"],
    group: "watch",
    key: "n",
    needs: "job:read",
    isForStaff: true,
  },
  {
    href: "/workers",
    name: "workers",
    icon: Server,
    owns: ["/workers"],
    group: "run",
    key: "w",
    needs: "job:read",
    isForStaff: true,
    isInBottomBar: true,
  },
  {
    href: "/recovery",
    name: "recovery",
    icon: HeartPulse,
    owns: ["/recovery"],
    group: "run",
    key: "r",
    needs: "job:read",
    isForStaff: true,
  },
  {
    href: "/audit",
    name: "audit",
    icon: ScrollText,
    owns: ["/audit"],
    group: "manage",
    key: "a",
    needs: "audit:read",
  },
  { href: "/settings", name: "settings", icon: Settings, owns: ["/settings"], group: "manage", key: "e" },
  { href: "/docs/api", name: "api", icon: Braces, owns: ["/docs"], group: "manage", key: "d" },
];

export function isCurrent(item: NavItem, path: string): boolean {
  return path === item.href || item.owns.some((start) => path === start || path.startsWith(`${start}/`));
}

/** The pages that this person may see. */
export function pagesOf({ role, permissions }: Pick<Person, "role" | "permissions">): NavItem[] {
  return navItems.filter(
    ({ needs, isForStaff }) =>
      (needs === undefined || permissions.includes(needs)) && !(isForStaff && role === "teacher"),
  );
}
