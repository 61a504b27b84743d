/** Grade 1, Markdown: a plan with a table for its course. */
export const rhythmDetectives = `# Rhythm Detectives

**Grade:** 1st Grade
**Duration:** 40 minutes
**Standards:** 1.CR.1 – Create original musical ideas; 1.PR.1 – Perform music from a variety of styles

## Learning Objectives

By the end of this lesson, students will be able to:

- read and clap four-beat patterns of ta and ti-ti
- hear which of three written patterns was played
- compose one pattern of their own and teach it to a partner

## Materials

- Rhythm cards 1–12, one set on the board and one set per pair
- Two hand drums, one of them hidden in a box
- “Detective notebook”: a half sheet with three rows of four boxes

## Lesson Plan

| Time | Activity | Teacher | Students |
| --- | --- | --- | --- |
| 5 min | Warm-up: names as rhythms | Claps a name, never says it | Guess whose name it is and clap it back |
| 10 min | The case of the missing pattern | Shows three cards, plays one of them on the hidden drum | Point at the card, then say it in ta and ti-ti |
| 10 min | Partner stakeout | Walks around, listens for a steady beat | One plays a card, one finds it; change after three cases |
| 10 min | My secret rhythm | Models with one box too many: “What is wrong here?” | Write four beats, practice, teach the partner |
| 5 min | Closing: case closed | Plays two of the secret rhythms | Find out whose they are; put the notebook in the folder |

## Assessment

Collect the notebooks. A pattern is solved when it fills exactly four beats.

| Skill | Solved | Almost | Not yet |
| --- | --- | --- | --- |
| Reads ta and ti-ti | all three cases | two cases | one or none |
| Writes four beats | four beats, neat | four beats with help | more or fewer |
| Keeps the beat | steady to the end | slows down | no beat yet |

## Differentiation

### For Struggling Learners
- Cards with pictures: bear for ta, ti-ger for ti-ti
- Tap the four boxes with a finger before clapping

### For Advanced Learners
- Cards with a rest in one box
- Two partners play their secret rhythms one after the other without a gap

### For English Language Learners
- Rhythm syllables need no English; pair with a talkative partner for the closing

## Notes

Keep the hidden drum really hidden. The box is half of the lesson.
`;
