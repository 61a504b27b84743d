"use client";

import { useMutation } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { usePerson } from "../shell/person-context";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";

/** Stores the sample lessons and shows them. */
export function AddSamplesButton() {
  const t = useTranslations("lessons.samples");
  const common = useTranslations("common");
  const messageOf = useMessageOf();
  const router = useRouter();
  const { role, permissions } = usePerson();
  const may = permissions.includes("lesson:write") && role !== "teacher";
  const { mutate, isPending } = useMutation({
    mutationFn: () => dataOf(api.addSampleLessons()),
    onSuccess: ({ added }) => {
      showToast({ look: "success", title: t("added", { count: added.length }) });
      router.push("/lessons");
      router.refresh();
    },
    onError: (error) => showToast({ look: "error", title: t("notAdded"), description: messageOf(error) }),
  });
  return (
    <Button
      look="primary"
      disabledReason={may ? (isPending ? common("oneMoment") : undefined) : t("notAllowed")}
      onClick={() => mutate()}
    >
      <Sparkles aria-hidden />
      {t("add")}
    </Button>
  );
}
