"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { queueStateQuery } from "../overview/queue-state-query";
import { useMay } from "../shell/person-context";
import { showToast } from "../ui/toast";
import type { PaletteCommand } from "./command";

/** Pause, or resume where the queue is paused. For those who may not, pausing says so. */
export function useQueueCommands(): PaletteCommand[] {
  const t = useTranslations("palette");
  const mayOperate = useMay("queue:operate");
  const router = useRouter();
  const queryClient = useQueryClient();
  const messageOf = useMessageOf();
  const { data: queue } = useQuery({
    ...queueStateQuery,
    enabled: mayOperate,
    staleTime: 0,
  });
  const resume = useMutation({
    mutationFn: () => dataOf(api.resumeQueue()),
    onSuccess: (state) => {
      queryClient.setQueryData(queueStateQuery.queryKey, state);
      showToast({ look: "success", title: t("queueResumed") });
      router.refresh();
    },
    onError: (error) =>
      showToast({ look: "error", title: t("queueNotResumed"), description: messageOf(error) }),
  });

  if (queue?.paused) {
    return [
      {
        id: "resume-queue",
        name: t("resumeQueue"),
        aliases: ["Resume queue"],
        icon: Play,
        run: () => resume.mutate(),
      },
    ];
  }
  return [
    {
      id: "pause-queue",
      name: t("pauseQueue"),
      aliases: ["Pause queue"],
      icon: Pause,
      whyNot: mayOperate ? undefined : t("mayNotPause"),
      step: "pause",
    },
  ];
}
