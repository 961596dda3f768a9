import { packageData } from './csv.mjs';

const revisions = ['200212', '200306', '200312', '200403', '200409', '200412', '200506', '200512', '200612', '200712',
  '200812', '200912', '201010', '201110', '201210', '201308', '201410', '201509', '201607'];
// The newest source says what was valid on this day: what it lacks and the last revision had was abolished no later.
const newestSourceDay = '2023-06-30';

const placeholderNames = new Set(['市辖区', '县', '市', '省直辖县级行政区划', '自治区直辖县级行政区划']);

/** The 市辖区 rows (xx01) of GB/T 2260 of cities that still exist: valid in identity numbers, no place of their own. */
export function subordinateDistrictRows(current) {
  const last = Object.entries(packageData(`gb2260/lib/${revisions.at(-1)}.json`));
  return last.filter(([code, name]) => name === '市辖区' && !current.has(code) && current.has(`${code.slice(0, 4)}00`));
}

/**
 * Codes that a revision of GB/T 2260 since December 2002 had and that are gone now, with the latest day on which each can
 * have been valid, and the successor where the hand-kept list names one or the same place stands under one new code.
 */
export function abolishedRegions(current, handKept) {
  const own = new Map(handKept.map((line) => [line.code, line]));
  const contents = revisions.map((revision) => packageData(`gb2260/lib/${revision}.json`));
  const found = new Map();
  contents.forEach((content, i) => {
    for (const [code, name] of Object.entries(content))
      if (!current.has(code)) found.set(code, { code, name, last: i });
  });
  return [...found.values()].map(({ code, name, last }) => {
    const level = code.endsWith('00') ? 'city' : 'county';
    return {
      code, name, level,
      kind: placeholderNames.has(name) ? 'placeholder' : 'gb',
      validTo: own.get(code)?.valid_to || endOfMonth(revisions[last + 1]),
      successor: own.get(code)?.successor_code ?? sameNamed(code, name, level, contents[last], current),
    };
  });
}

function endOfMonth(revision) {
  if (!revision) return newestSourceDay;
  return new Date(Date.UTC(Number(revision.slice(0, 4)), Number(revision.slice(4)), 0)).toISOString().slice(0, 10);
}

/** The one place of the same province and level that came later under the same name, whatever it is called now (县, 市, 区). */
function sameNamed(code, name, level, before, current) {
  const isSame = (other) => other === name || (bareName(name).length > 1 && bareName(other) === bareName(name));
  const later = [...current.values()].filter((region) =>
    region.kind === 'gb' && region.level === level && region.code.startsWith(code.slice(0, 2)) &&
    !(region.code in before) && isSame(region.name));
  return later.length === 1 ? later[0].code : '';
}

const bareName = (name) => name.replace(/(自治县|特区|地区|县|市|区|盟)$/, '');
