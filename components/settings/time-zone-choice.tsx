"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { LOCAL_ZONE, TIME_ZONE_COOKIE } from "../preferences/preferences";
import { usePreference } from "../preferences/use-preference";
import { useIsAlive, useNow, useTimeZoneChoice } from "../time/clock";
import { useTimes } from "../time/use-times";
import { controlLook, Field } from "../ui/field";
import { ChoiceList } from "./choice-list";
import { findZones, ownZone } from "./time-zones";

type Kind = "local" | "utc" | "other";

function kindOf(zone: string): Kind {
  if (zone === LOCAL_ZONE) return "local";
  return zone === "UTC" ? "utc" : "other";
}

export function TimeZoneChoice() {
  const t = useTranslations("settings.appearance");
  const [zone, choose] = usePreference(TIME_ZONE_COOKIE, useTimeZoneChoice());
  const [isSearching, setSearching] = useState(false);
  const isAlive = useIsAlive();
  const kind = isSearching ? "other" : kindOf(zone);

  function chooseKind(next: Kind) {
    setSearching(next === "other");
    if (next !== "other") choose(next === "local" ? LOCAL_ZONE : "UTC");
  }

  return (
    <ChoiceList
      legend={t("timeZone")}
      name="settings-time-zone"
      choices={[
        { value: "local", label: t("local"), hint: isAlive ? ownZone() : "…" },
        { value: "utc", label: t("utc"), hint: t("utcHint") },
        { value: "other", label: t("other") },
      ]}
      chosen={kind}
      onChoose={chooseKind}
    >
      {kind === "other" && <ZoneSearch zone={zone} onChoose={choose} />}
      <p className="h-5 text-muted text-sm">{isAlive && <NowIs />}</p>
    </ChoiceList>
  );
}

function NowIs() {
  const t = useTranslations("settings.appearance");
  const now = useNow();
  const times = useTimes();
  return t("nowIs", { time: times.absolute(new Date(now).toISOString()) });
}

/** A field that narrows the list below it; both are the browser's own, so every keyboard and screen reader knows them. */
function ZoneSearch({ zone, onChoose }: { zone: string; onChoose: (zone: string) => void }) {
  const t = useTranslations("settings.appearance");
  const id = useId();
  const [words, setWords] = useState("");
  const zones = findZones(words);
  return (
    <div className="grid gap-3 border-l-2 py-1 pl-4">
      <Field id={`${id}-search`} label={t("search")}>
        <input
          id={`${id}-search`}
          type="search"
          value={words}
          placeholder={t("searchPlaceholder")}
          autoComplete="off"
          onChange={(event) => setWords(event.target.value)}
          className={controlLook}
        />
      </Field>
      <Field id={`${id}-zones`} label={t("zones")}>
        <select
          id={`${id}-zones`}
          size={7}
          value={zone}
          onChange={(event) => onChoose(event.target.value)}
          className={`${controlLook} h-44! px-1 py-1`}
        >
          {zones.map((one) => (
            <option key={one} value={one} className="rounded-sm px-2 py-1">
              {one.replaceAll("_", " ")}
            </option>
          ))}
        </select>
      </Field>
      <p role="status" className="text-muted text-sm">
        {zones.length === 0 && t("noZone")}
      </p>
    </div>
  );
}
