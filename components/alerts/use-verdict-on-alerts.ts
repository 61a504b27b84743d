"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { AlertOverview } from "@/lib/contract/alerts";
import { verdictQuery } from "../charts/queries";
import { alertsQuery, firingIn } from "./queries";

const firingOnes = (overview: AlertOverview) =>
  firingIn(overview)
    .map(({ kind, severity }) => `${kind} ${severity}`)
    .sort()
    .join();

/** Asks for the verdict on the queue anew when others fire than a moment ago: the alerts are part of it, and come sooner. */
export function useVerdictOnAlerts(): void {
  const queryClient = useQueryClient();
  const { data: firing } = useQuery({ ...alertsQuery(), select: firingOnes });
  const known = useRef(firing);
  useEffect(() => {
    const hasChanged = known.current !== undefined && known.current !== firing;
    known.current = firing;
    if (hasChanged) void queryClient.invalidateQueries(verdictQuery());
  }, [firing, queryClient]);
}
