/** Grade 2, Markdown with numbered, decorated headings, as language models like to write. */
export const callAndResponse = `# 🎶 Call and Response Around the World

**Grade Level:** 2nd Grade | **Duration:** 45 minutes | **Standards:** 2.PR.1, 2.CN.1

## 1. 🎯 Learning Goals

Students will:
1. Sing the answers of three call-and-response songs in tune.
2. Tell the call from the response by ear.
3. Make up an answer of four beats to a sung question.

## 2. 🎒 What You'll Need

- Map of the world and three pins
- Recordings: “Che Che Kule” (Ghana), “Oh, John the Rabbit” (USA), “Banuwa” (Liberia)
- Two microphones made of cardboard

## 3. 🔥 Warm-Up: Echo or Answer? (5 minutes)

- Sing a short pattern on *so* and *mi*; the class echoes.
- After four echoes sing a question: “What did you eat?” – everybody answers at once, the noise is welcome.
- Ask: “When did you copy me, and when did you tell me something new?”

## 4. 🎵 Main Activities

### 4.1 Che Che Kule (12 minutes)

1. Put the first pin into Ghana.
2. Sing the calls with hands on head, shoulders, waist, knees and ankles.
3. The class answers with the same movement.
4. A child takes over the call. The leader decides how fast it goes.

> Words are sung as the children in Accra sing them; they have no fixed meaning. Say so if somebody asks.

### 4.2 Oh, John the Rabbit (8 minutes)

- The answer is always “Yes, ma’am!” Sing it with a bow.
- Half of the class keeps the beat on the knees; change after each verse.
- Talk about where the song comes from: Black families in Mississippi sang it at play and at work.

### 4.3 Our own answers (12 minutes)

- Partners take a cardboard microphone each.
- One sings a question on so-mi-la, the other answers in four beats.
- Three pairs perform; the class shows with thumbs who called and who answered.

## 5. ✅ Check for Understanding

- Thumbs up for the call, flat hand for the response, eyes closed
- Listen during 4.3: is the answer four beats long?

## 6. 🧩 Differentiation

- **Support:** sing the answer together with the teacher twice before singing alone
- **Challenge:** answer with a different ending of the same length
- **Shy voices:** answer on a drum instead of singing

## 7. 🏁 Wrap-Up (8 minutes)

Pull the pins out in silence. For each pin the class sings the answer that belongs to it, without the call.

## 8. 📚 Homework

Ask somebody at home for a song in which one sings and many answer.
`;
