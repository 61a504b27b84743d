"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Permission } from "@/lib/contract/permissions";
import type { Person } from "./person";

const PersonContext = createContext<Person | null>(null);

export function PersonProvider({ person, children }: { person: Person; children: ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>;
}

/** Who is signed in. For what pages show; what anybody may do, the API decides anew. @throws outside the dashboard's frame */
export function usePerson(): Person {
  const person = useContext(PersonContext);
  if (person === null) throw new Error("usePerson is for the pages of signed-in people");
  return person;
}

/** As usePerson, for what may also stand outside of the dashboard's frame: null there. */
export function usePersonIfKnown(): Person | null {
  return useContext(PersonContext);
}

export function useMay(permission: Permission): boolean {
  return usePerson().permissions.includes(permission);
}
