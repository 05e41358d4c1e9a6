import { inReadableCase } from '../../readers/capitals.ts';

/** Counties as people write them in addresses, besides those that end in “shire”. */
const counties: ReadonlySet<string> = new Set([
  ...[
    'AVON',
    'CLEVELAND',
    'CORNWALL',
    'CUMBRIA',
    'DEVON',
    'DORSET',
    'ESSEX',
    'KENT',
    'MIDDLESEX',
    'NORFOLK',
    'NORTHUMBERLAND',
    'RUTLAND',
    'SOMERSET',
    'SUFFOLK',
  ],
  ...[
    'SURREY',
    'SUSSEX',
    'EAST SUSSEX',
    'WEST SUSSEX',
    'E SUSSEX',
    'W SUSSEX',
    'HERTS',
    'HANTS',
    'WILTS',
    'BERKS',
    'BUCKS',
    'LANCS',
    'STAFFS',
    'NOTTS',
    'LEICS',
  ],
  ...['LINCS', 'CAMBS', 'NORTHANTS', 'BEDS', 'OXON', 'MIDDX', 'GLOS', 'WORCS', 'DERBYS', 'YORKS', 'CO DURHAM', 'COUNTY DURHAM', 'TEESSIDE'],
  ...['TYNE & WEAR', 'TYNE AND WEAR', 'MERSEYSIDE', 'WEST MIDLANDS', 'HUMBERSIDE', 'NORTH HUMBERSIDE', 'SOUTH HUMBERSIDE', 'N HUMBERSIDE', 'S HUMBERSIDE'],
  ...['GREATER MANCHESTER', 'GTR MANCHESTER', 'GREATER LONDON', 'W YORKS', 'S YORKS', 'N YORKS', 'WEST YORKS', 'SOUTH YORKS', 'NORTH YORKS', 'ENGLAND', 'UK'],
]);

const isCounty = (part: string): boolean => counties.has(part) || part.endsWith('SHIRE');
const isStreet = (part: string): boolean =>
  /\b(STREET|ST|ROAD|RD|LANE|AVENUE|AVE|CLOSE|DRIVE|WAY|COURT|HOUSE|CENTRE|SURGERY|PRACTICE|HOSPITAL|SQUARE|PARADE|HILL ROAD|CRESCENT|PLACE)$/.test(part);

const plainPart = (part: string): string =>
  part
    .toUpperCase()
    .replace(/[.\s]+/g, ' ')
    .trim()
    .replace(/^(NEAR|NR) /, '');

/**
 * The town in the lines of an address in capitals: the last part that is no county. Null where that part is no name of a
 * place, as in an address that ends with its street.
 */
export function townIn(lines: readonly (string | null)[]): string | null {
  const parts = lines.flatMap((line) => (line ?? '').split(',')).map(plainPart);
  const last = parts.filter((part) => part !== '' && !isCounty(part)).at(-1);
  if (last === undefined || isStreet(last) || !/^[A-Z][A-Z '&-]{2,}$/.test(last)) return null;
  return inReadableCase(last);
}
