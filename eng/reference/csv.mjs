import { readFileSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const target = new URL('../../etl/reference/', import.meta.url);

/** A JSON file out of node_modules, read as text because the packages do not export their data. */
export const packageData = (path) => JSON.parse(readFileSync(new URL(`node_modules/${path}`, here), 'utf8'));

/** Rows of a hand-kept CSV beside this script, as objects by header; these files hold no quotes. */
export function readOwn(name) {
  const [header, ...lines] = readFileSync(new URL(name, here), 'utf8').trim().split('\n').map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(header.map((column, i) => [column, cells[i] ?? ''])));
}

/** Writes etl/reference/name: LF, no BOM, sorted by the first column so that a new version of a source is a readable diff. */
export function writeReference(name, header, rows) {
  const sorted = rows.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const text = [header, ...sorted].map((row) => row.map(cell).join(',')).join('\n') + '\n';
  writeFileSync(new URL(name, target), text);
  console.log(`${name}: ${rows.length} rows`);
}

const cell = (value) => {
  const text = String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
