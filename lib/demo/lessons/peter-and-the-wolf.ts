/** Grade 2, Markdown: only bold lines, no real heading. */
export const peterAndTheWolf = `**Lesson Title: Peter and the Wolf – Who Is Speaking?**
**Grade Level: 2**
**Time: 30 minutes**

**Objectives:**

- Students match six instruments to the characters of the story.
- Students describe sounds with words such as high, low, smooth and bouncy.

**Materials:**

- Recording of “Peter and the Wolf” by Sergei Prokofiev, the six themes as separate tracks
- Character cards, one set for each table
- Pictures of flute, oboe, clarinet, bassoon, horn and strings

**Introduction (5 minutes)**

Tell the beginning of the story as far as the garden gate. Stop there. “Today nobody speaks in this story but the instruments.”

**Activity 1: First listening (8 minutes)**

Play each theme once. The children lay the card down that they think is right, and may change their mind until the next theme. Do not give the answers yet; write down what they say about the sound.

**Activity 2: Move like it sounds (7 minutes)**

Play the themes in another order. The bird flutters, the grandfather stamps, the wolf creeps. Freeze when the music stops.

**Activity 3: The cards are turned (5 minutes)**

Show the pictures of the instruments beside the cards. Compare with the first guesses: who was surprised by the duck?

**Closing (5 minutes)**

Everybody holds up the card of the favorite character. Play that theme once more while the class lines up.

**Assessment:**

Four of six cards right at the end is enough. Note who hears the difference between oboe and clarinet.

**Differentiation:**

- Two characters only (bird and grandfather) for children who need fewer choices
- A seventh card “hunters” with the timpani for those who are done early

**Homework:** Tell the story at home and hum the tune of the one you like best.
`;
