/** Grade 8, Markdown: long paragraphs and sub-sections. */
export const twelveBarBlues = `# Twelve Bars, Three Chords, One Story

## Lesson Overview

- **Grade Level**: 8th Grade
- **Duration**: 60 minutes
- **Focus Area**: Improvising and arranging within a form
- **Primary Standard**: **8.CR.1** – Improvise and compose within a given harmonic form.
- **Supporting Standards**:
  - 8.PR.2 – Perform with expression and correct style
  - 8.CN.2 – Relate music to history and society

## Learning Objectives

1. Play the roots of a twelve-bar blues in C without losing the place.
2. Improvise two bars with three notes of the blues scale.
3. Write a verse in the form AAB that says something true.
4. Explain where the blues comes from, and why it is more than a scale.

## Materials

### Instruments

- Keyboards, ukuleles, bass, drum kit; boomwhackers C, F and G as a fallback
- Headphones and splitters for pairs

### Media

- “Thrill Is Gone” (B. B. King), “Backwater Blues” (Bessie Smith)
- Projected chart of twelve boxes

## Lesson Procedure

### Hook: What is missing? (6 minutes)

Play the first verse of “Backwater Blues” and stop before the last line. Students write down how they would end it. Read three endings aloud, then play hers. Bessie Smith recorded the song in February 1927; a few weeks later the great Mississippi flood made it a song about half of the South. Ask: “When does a private trouble become everybody’s song?”

### Main Activities

#### Activity 1: Walk the form (12 minutes)

- Twelve sheets of paper on the floor: four in the first row, four in the second, four in the third.
- The class walks one sheet per bar while the recording plays, and calls out the change of the chord.
- **Question**: Where do your feet want to turn around? That is the turnaround.
- Pairs play the roots on keyboards: C C C C, F F C C, G F C C.

#### Activity 2: Three notes are enough (18 minutes)

1. Give only C, E♭ and F. Call and answer over the form, two bars each.
2. Make a rule: everyone must leave at least one bar empty. Silence is a note.
3. Add G when the class asks for it, not before.
4. Record one chorus per group and listen back.

> If someone plays a scale up and down, ask for the same solo with half the notes.

#### Activity 3: Say something true (17 minutes)

- Form AAB: say it, say it again, then say why or so what.
- Subjects are small: the bus that left, the phone that died, the friend who moved away.
- Each group performs one verse with the rhythm section; the audience answers on the empty bars.

### Closure (7 minutes)

Form the circle of twelve sheets again. Every student stands on the bar that was hardest and says in one sentence what helped.

## Assessment

### During the lesson

- Keeps the form: comes back to bar one together with the group
- Uses space: leaves a bar empty on purpose

### Rubric for the verse

| Criterion | Strong | Developing | Beginning |
| --- | --- | --- | --- |
| Form AAB | line repeated, third line answers | repeated, third line unrelated | no repetition |
| Melody | three or four notes, shaped, with space | right notes, no shape | notes outside of the scale |
| Ensemble | steady, listens and answers | steady alone | loses the beat |

## Differentiation

### For students new to an instrument

- Boomwhackers: one note, three entries, exact to the beat
- Sheet with the twelve boxes and the current bar lit on the projector

### For experienced players

- Dominant seventh chords and a shuffle pattern in the left hand
- Trade fours with the teacher

### For students who do not want to sing

- Speak the verse over the groove, or give it to the group as words

## Teacher Notes

The blues was made by Black Americans who were denied nearly everything else. Say this plainly. Avoid acting out hardship; students write about their own days.

## Homework

Listen to one song you like and find out whether it has three chords. Bring the title.

## Citations

- Angela Y. Davis: *Blues Legacies and Black Feminism*, 1998
- Library of Congress, [recordings of the American South](https://www.loc.gov/collections/)
`;
