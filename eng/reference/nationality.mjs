import { packageData, writeReference } from './csv.mjs';

// Names as GB/T 2659.1 writes them where the package is colloquial; XKK is the package's own code, not of the standard.
const names = { HKG: '中国香港', MAC: '中国澳门', TWN: '中国台湾', FLK: '福克兰群岛（马尔维纳斯）', ESH: '西撒哈拉', ALA: '奥兰群岛' };
const notOfTheStandard = new Set(['XKK']);

/** The countries and regions by three letters, China first, then its regions, then by code. */
export function buildNationality() {
  const zh = packageData('i18n-iso-countries/langs/zh.json').countries;
  const own = ['CHN', 'HKG', 'MAC', 'TWN'];
  const codes = packageData('i18n-iso-countries/codes.json').filter(([, alpha3]) => !notOfTheStandard.has(alpha3));
  const others = codes.map(([, alpha3]) => alpha3).filter((code) => !own.includes(code)).toSorted();
  const sort = new Map([...own, ...others].map((code, i) => [code, i + 1]));
  const rows = codes.map(([alpha2, alpha3]) => [alpha3, names[alpha3] ?? [zh[alpha2]].flat()[0], sort.get(alpha3), '', '', '', '', alpha2]);
  const header = ['code', 'name', 'sort', 'parent_code', 'valid_from', 'valid_to', 'successor_code', 'outward_code'];
  writeReference('codes/nationality.csv', header, rows);
}
