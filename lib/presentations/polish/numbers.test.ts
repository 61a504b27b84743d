import { expect, it } from "vitest";
import { numbersIn } from "./numbers";

it.each([
  ["45 minutes, 3/4 at 10:30, ½ and ②", ["45", "3/4", "10:30", "1⁄2", "2"]],
  ["５ times", ["5"]],
  ["Clap for twenty-five minutes, Nineteen times", ["25", "19"]],
  ["a hundred and ninety one", ["100", "91"]],
  ["One minute, and one another", ["1"]],
  ["tend, often, someone, eightfold", []],
  ["veinte minutos, once upon a time", ["20"]],
  ["fünf Minuten, dreißig Sekunden, neuf heures", ["5", "30", "9"]],
  ["用十五分钟拍二十次，两人一起，四拍", ["15", "20", "2", "4"]],
  ["三角铁", []],
])("finds the numbers of %s", (text, numbers) => {
  expect(numbersIn(text)).toEqual(numbers);
});
