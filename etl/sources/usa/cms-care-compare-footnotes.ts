import { missing, notApplicable, type Reading, suppressed } from '../../readers/cell.ts';
import { withLastLineEnd } from '../../readers/lines.ts';
import { quoted, readTable, uniqueIn } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';

interface Footnote {
  /** The publisher’s explanation, in full. */
  text: string;
  /** Why there is no number; null where the footnote is a remark on a number, or on how it is used. */
  absent: Reading | null;
}

/** Footnotes that the carried figures have. A figure with any other is not understood. */
const footnotes: Readonly<Record<string, Footnote>> = {
  1: { text: 'The number of cases/patients is too few to report.', absent: suppressed },
  2: { text: 'Data submitted were based on a sample of cases/patients.', absent: null },
  5: { text: 'Results are not available for this reporting period.', absent: missing },
  7: { text: 'No cases met the criteria for this measure.', absent: notApplicable },
  16: { text: 'There are too few measures or measure groups reported to calculate a star rating or measure group score.', absent: missing },
  17: { text: "This hospital's star rating only includes data reported on inpatient services.", absent: null },
  19: {
    text: 'Data are shown only for hospitals that participate in the Inpatient Quality Reporting (IQR) and Outpatient Quality Reporting (OQR) programs.',
    absent: notApplicable,
  },
  20: { text: 'State and national averages do not include Veterans Health Administration (VHA) hospital data.', absent: null },
  22: {
    text: 'Overall star ratings are not calculated for Veterans Health Administration (VHA) or Department of Defense (DoD) hospitals.',
    absent: notApplicable,
  },
  23: {
    text: 'The data are based on claims that the hospital or facility submitted to CMS. The hospital or facility has reported discrepancies in their claims data.',
    absent: null,
  },
  24: {
    text: 'Results for this Veterans Health Administration (VHA) hospital are combined with those from the VHA administrative parent hospital that manages all points of service.',
    absent: null,
  },
};

/** Checks that the publisher’s own list still explains the footnotes as they are understood here. */
export function checkFootnotes(file: PublishedFile): void {
  const once = uniqueIn(file, 'footnote');
  for (const { row, cells } of readTable(withLastLineEnd(file), ['Footnote', 'Footnote Text'])) {
    const known = footnotes[cells.Footnote];
    once(cells.Footnote, row);
    if (known !== undefined && cells['Footnote Text'] !== known.text)
      throw file.refuse(`line ${row}, footnote ${cells.Footnote}`, quoted(cells['Footnote Text']), quoted(known.text));
    file.notData(known === undefined ? 'footnote of figures that are not carried' : 'footnote whose meaning was checked');
  }
  const listed = file.account.notData['footnote whose meaning was checked'] ?? 0;
  const expected = Object.keys(footnotes).length;
  if (listed !== expected)
    throw file.refuse(undefined, `${listed} of the footnotes of carried figures`, `all ${expected}: ${Object.keys(footnotes).join(', ')}`);
}

/**
 * Why a figure is not there, by the footnotes beside it (`1, 2, 20`): of several, the one that gives a reason. Null
 * when none does. Refuses a footnote that is not declared, and two different reasons.
 */
export function absenceBy(file: PublishedFile, place: string, text: string): Reading | null {
  let reason: Reading | null = null;
  for (const number of text.split(',').map((part) => part.trim())) {
    if (number === '') continue;
    const footnote = Object.hasOwn(footnotes, number) ? footnotes[number] : undefined;
    if (footnote === undefined) throw file.refuse(place, `the footnote ${quoted(number)}`, `a known footnote: ${Object.keys(footnotes).join(', ')}`);
    if (footnote.absent === null) continue;
    if (reason !== null && reason !== footnote.absent) throw file.refuse(place, `the footnotes ${quoted(text)}`, 'one reason for a figure that is not there');
    reason = footnote.absent;
  }
  return reason;
}
