import { packageData, writeReference } from './csv.mjs';

// The State Council announces a year's days off in the autumn before: past this day chinese-days 1.5.7 knows nothing.
const announcedUntil = '2026-12-31';

/** One row for each day: worked or not, the holiday (or the holiday that a make-up day serves), and whether it is a guess. */
export function buildCalendar() {
  const { holidays, workdays } = packageData('chinese-days/dist/chinese-days.json');
  const rows = [];
  for (let day = Date.UTC(2004, 0, 1); day <= Date.UTC(2027, 11, 31); day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    const weekday = new Date(day).getUTCDay();
    const working = date in workdays || (!(date in holidays) && weekday !== 0 && weekday !== 6);
    const [, name = ''] = (holidays[date] ?? workdays[date] ?? '').split(',');
    const label = date in workdays ? `${name}调休上班` : name;
    rows.push([date, working ? 1 : 0, label, date > announcedUntil ? 1 : 0]);
  }
  writeReference('calendar.csv', ['day', 'is_working', 'name', 'provisional'], rows);
}
