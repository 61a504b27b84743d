/** Plans of a school year for six grades, written out by code: the whole one makes more slides than a deck holds. */

const themes = [
  "Names and greetings",
  "Steady beat",
  "Fast and slow",
  "Loud and soft",
  "High and low",
  "Echo songs",
  "Call and response",
  "Rounds",
  "Ostinato",
  "Form: verse and refrain",
  "Music of our neighborhood",
  "Music of the world",
  "Instruments of the orchestra",
  "Composing with signs",
  "Improvising with five notes",
  "Folk dances",
  "Music and stories",
  "Concert and review",
] as const;

const grades = ["1st Grade", "2nd Grade", "3rd Grade", "4th Grade", "5th Grade", "6th Grade"] as const;

function unit(theme: string, grade: string, number: number): string {
  return `### Activity ${number}: ${theme}, ${grade} (90 minutes)

**First lesson**

- Sing the greeting of the month and sit down on the last note.
- Introduce “${theme}” with a piece that the class chooses from two.
- Clap, step and speak the main pattern before any instrument is touched.
- Note down what ${grade} already knows; it decides the second lesson.

**Second lesson**

1. Repeat the pattern from memory.
2. Move it to instruments, one group after another.
3. Change one thing: tempo, loudness or order.
4. Let a student conduct.

**Third lesson**

- Sit in a circle and listen to a recording that uses the pattern.
- Compare it with our own version: what did the musicians do differently?
- Write or draw one line about it for the folder.

**What is needed**

- Instruments of the week, sorted by group before class
- Word cards with the new terms of “${theme}”

**Check**

- Two thirds of the class keep the pattern without help.
- Everyone can say in one sentence what “${theme}” means.
`;
}

function planOf(title: string, ofThemes: readonly string[]): string {
  const units = ofThemes.flatMap((theme) => grades.map((grade) => ({ theme, grade })));
  return `# ${title}

## Lesson Overview

- **Grade Level**: 1–6
- **Focus Area**: Plan of the school year, ${ofThemes.length} themes of two weeks each

## Objectives

- Every grade meets every theme once, at its own level.

## Procedure

${units.map(({ theme, grade }, index) => unit(theme, grade, index + 1)).join("\n")}`;
}

export const schoolYear = planOf("Music in a Small School: The Whole Year on One Page", themes);

/** Just within what a deck holds. */
export const sixteenThemes = planOf("Music in a Small School: Sixteen Themes", themes.slice(0, 16));
