import { buildCalendar } from './calendar.mjs';
import { buildNationality } from './nationality.mjs';
import { buildRegions } from './regions.mjs';

buildRegions();
buildCalendar();
buildNationality();
