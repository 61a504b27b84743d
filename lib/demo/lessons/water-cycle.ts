/** Grade 5, Markdown: science with sound; underlined headings, nested lists. */
export const waterCycle = `A Storm in Four Movements: The Water Cycle
==========================================

Grade: 5
Duration: 50 minutes
Subject: Science and Music

Objectives
----------

* Explain evaporation, condensation, precipitation and collection in the right order.
* Choose sounds that show what the water does, not only what it sounds like.
* Notate a graphic score that another group can play.

Prior Knowledge
---------------

* States of matter: solid, liquid, gas
* Loud and soft, getting louder and softer (crescendo, decrescendo)

Materials
---------

* Instruments: rain stick, metallophone, drums, paper, plastic bottles with water
* Long paper roll, four colors of crayons
* Kettle and a cold plate for the demonstration
* Safety:
  * Only the teacher handles the kettle.
  * Water bottles stay on the floor.

Opening (8 minutes)
-------------------

Boil the kettle and hold the cold plate over the steam. Nobody speaks until the first drop falls. “Where was this drop a minute ago?”

Procedure
---------

### Station 1: Four stages (12 minutes)

1. Groups get one stage each and read the info card.
2. They agree on one sentence and one movement.
3. The groups line up in the order of the cycle:
   1. Evaporation: the sun warms the sea
   2. Condensation: vapor cools, clouds form
   3. Precipitation: drops get heavy and fall
   4. Collection: rivers carry the water back

### Station 2: From science to sound (12 minutes)

- Each group finds a sound for its stage.
- Three questions help:
  - Does it get louder or softer?
  - Does it rise or fall?
  - How does it pass into the next stage?
- Write the sound as a sign on the paper roll.

### Station 3: The storm (10 minutes)

- Play the whole score, conducted by a student with a blue scarf.
- Play it again from another group’s signs. What was unclear in the score?

Wrap-Up (8 minutes)
-------------------

Sit around the score. Every student says one sentence that begins with “The water…”. Roll the paper so that the end meets the beginning: it is a cycle.

Assessment
----------

Science: the four stages are named in order and explained with energy from the sun.

Music: the score has a sign for each sound, and a reader can tell loud from soft.

Differentiation
---------------

**For students who need support**

Info cards with pictures and the key word in bold; a choice of two instruments.

**For students who want more**

Add transpiration from plants as a fifth stage, and find a sound that joins evaporation.

Extension
---------

Compare the score with the storm in Beethoven’s Sixth Symphony, fourth movement.
`;
