import { refuse } from '../../refusal.ts';

/** What the kinds of files hold that are read. */
export type StarKind = 'Measure_Data' | 'Summary_Rating';

/** A file of the star ratings by its name. */
export interface StarFile {
  name: string;
  year: string;
  kind: StarKind;
  /** Day of the issue; a rating year may be issued again. */
  issued: string;
  /** Day of the issue that took the place of this one; null for the latest. */
  supersededBy: string | null;
}

const read = /^(\d{4})_Star_Ratings_(Measure_Data|Summary_Rating)_(\d{4}-\d{2}-\d{2})\.csv$/;
const leftOut = /^\d{4}_Star_Ratings_(Measure_Stars_\d{4}-\d{2}-\d{2}\.csv|Data_Table_\d{4}-\d{2}-\d{2}\.zip)$/;

/** The files to read, whatever years there are, each with the issue that superseded it. Refuses a name of no known kind. */
export function starFiles(folder: string, names: readonly string[]): StarFile[] {
  const files = names.filter((name) => !leftOut.test(name)).map((name) => starFile(folder, name));
  if (files.length === 0) {
    throw refuse({ file: folder, found: 'no file of star ratings', expected: 'at least one, such as 2024_Star_Ratings_Measure_Data_2024-07-02.csv' });
  }
  return files.map((file) => {
    const latest = files.reduce(
      (best, other) => (other.year === file.year && other.kind === file.kind && other.issued > best ? other.issued : best),
      file.issued,
    );
    return { ...file, supersededBy: latest === file.issued ? null : latest };
  });
}

function starFile(folder: string, name: string): StarFile {
  const [, year, kind, issued] = read.exec(name) ?? [];
  if (year === undefined || issued === undefined || (kind !== 'Measure_Data' && kind !== 'Summary_Rating')) {
    throw refuse({
      file: `${folder}/${name}`,
      found: 'a file that the source does not know',
      expected: `a name such as ${nearest(name)} (year of the ratings, kind, day of issue)`,
    });
  }
  return { name, year, kind, issued, supersededBy: null };
}

/** The known name that the unknown one is most like. */
const nearest = (name: string): string =>
  /summary/i.test(name) ? '2024_Star_Ratings_Summary_Rating_2024-07-02.csv' : '2024_Star_Ratings_Measure_Data_2024-07-02.csv';
