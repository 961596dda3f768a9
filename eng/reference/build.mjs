import { buildCalendar } from './calendar.mjs';
import { buildNationality } from './nationality.mjs';
import { buildPinyin } from './pinyin.mjs';
import { buildRegions } from './regions.mjs';

buildRegions();
buildCalendar();
buildNationality();
buildPinyin();
