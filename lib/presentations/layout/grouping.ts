/** How a class works together, as an activity's own words say it: nothing where they do not. */

export type Grouping = "class" | "groups" | "pairs" | "alone";

/** Only words that can mean nothing else: "two groups of four" may be notes, a "partner's part" may be music. */
const WORDS: Record<Grouping, RegExp> = {
  class:
    /\b(?:whole[- ](?:class|group)|(?:full|entire) class|as a class|class echo(?:es)?)\b|\bganze Klasse\b|\bim Plenum\b|\btoda la clase\b|\btoute la classe\b|\bclasse enti[eè]re\b|全班/iu,
  groups:
    /\b(?:small groups?|group work|in(?:to)? (?:\S+ )?(?:small )?groups)\b|\bin (?:\S+ )?Gruppen\b|Kleingruppe|Gruppenarbeit|\ben (?:pequeños )?grupos\b|\ben (?:petits )?groupes\b|分组|小组/iu,
  pairs:
    /\b(?:in pairs|pairs? (?:of )?(?:students|perform|share|up)|work in twos|partners? (?:work|collaboration|practice|share)|with (?:a|their|your) partner|partners)\b|\bzu zweit\b|Partnerarbeit|\ben parejas?\b|\ben bin[oô]mes?\b|\bpar deux\b|\bà deux\b|两人一组|同桌|结对/iu,
  alone:
    /\b(?:individual(?:ly| work)|independent (?:work|practice)|work(?:s|ing)? (?:alone|independently)|on (?:their|your) own)\b|Einzelarbeit|\btrabajo individual\b|\bindividualmente\b|\bindividuellement\b|\btravail individuel\b|独立完成|个人/iu,
};

/** What somebody says is no instruction: “How did you work with your partner?” */
const SPEECH = /[“„«「][^”“»」]*[”“»」]|"[^"]*"/gu;

/** In the order in which the texts first speak of them. */
export function groupingsOf(texts: readonly string[]): Grouping[] {
  const text = texts.join("\n").replace(SPEECH, "");
  const found = Object.entries(WORDS).flatMap(([grouping, words]) => {
    const at = words.exec(text)?.index;
    return at === undefined ? [] : [{ grouping: grouping as Grouping, at }]; // the keys of WORDS
  });
  return found.sort((one, other) => one.at - other.at).map(({ grouping }) => grouping);
}
