import { pinyin } from 'pinyin-pro';
import { writeReference } from './csv.mjs';

// Han characters of the basic block and extensions A, B and C-F: what the package has no reading for is left out.
const blocks = [[0x3400, 0x4dbf], [0x4e00, 0x9fff], [0x20000, 0x2a6df], [0x2a700, 0x2ebe0]];

// Readings of prose that names do not have: 什 is shi in 喀什 and in names of the west.
const inNames = { 什: 'shi' };

const plain = (character) => pinyin(character, { toneType: 'none', v: true }).replace(/^([ln])ve$/, '$1ue');

/** One reading without tone for each character, as a given name is read: ü is v (吕 lv, 女 nv), but 略 is lue. */
export function buildPinyin() {
  const rows = [['〇', 'ling']];
  for (const [first, last] of blocks) {
    for (let code = first; code <= last; code++) {
      const character = String.fromCodePoint(code);
      const reading = inNames[character] ?? plain(character);
      if (reading !== character && /^[a-z]+$/.test(reading)) rows.push([character, reading]);
    }
  }
  writeReference('pinyin.csv', ['character', 'pinyin'], rows);
}
