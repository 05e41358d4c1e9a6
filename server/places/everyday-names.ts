/** A name that everybody says and no publisher writes, and what it stands for. */
export interface EverydayName {
  edition: string;
  said: string;
  /** A published name of the release: an area’s code, or the name of a county, region, district or other place. */
  meant: string;
}

/** Kept by hand and kept short: only names that a stranger could not guess from the published ones. */
export const everydayNames: readonly EverydayName[] = [
  { edition: 'england', said: 'Central London', meant: 'Inner London' },
  { edition: 'england', said: 'Tyneside', meant: 'Tyne and Wear' },
  { edition: 'england', said: 'The Potteries', meant: 'Stoke-on-Trent' },
  { edition: 'usa', said: 'Manhattan', meant: '36061' },
  { edition: 'usa', said: 'Brooklyn', meant: '36047' },
  { edition: 'usa', said: 'Staten Island', meant: '36085' },
  { edition: 'usa', said: 'Washington DC', meant: 'District of Columbia' },
];

/** Abbreviations of the states, which people write after the name of a county. */
export const stateAbbreviations: Readonly<Record<string, string>> = {
  Alabama: 'AL',
  Alaska: 'AK',
  Arizona: 'AZ',
  Arkansas: 'AR',
  California: 'CA',
  Colorado: 'CO',
  Connecticut: 'CT',
  Delaware: 'DE',
  'District of Columbia': 'DC',
  Florida: 'FL',
  Georgia: 'GA',
  Hawaii: 'HI',
  Idaho: 'ID',
  Illinois: 'IL',
  Indiana: 'IN',
  Iowa: 'IA',
  Kansas: 'KS',
  Kentucky: 'KY',
  Louisiana: 'LA',
  Maine: 'ME',
  Maryland: 'MD',
  Massachusetts: 'MA',
  Michigan: 'MI',
  Minnesota: 'MN',
  Mississippi: 'MS',
  Missouri: 'MO',
  Montana: 'MT',
  Nebraska: 'NE',
  Nevada: 'NV',
  'New Hampshire': 'NH',
  'New Jersey': 'NJ',
  'New Mexico': 'NM',
  'New York': 'NY',
  'North Carolina': 'NC',
  'North Dakota': 'ND',
  Ohio: 'OH',
  Oklahoma: 'OK',
  Oregon: 'OR',
  Pennsylvania: 'PA',
  'Puerto Rico': 'PR',
  'Rhode Island': 'RI',
  'South Carolina': 'SC',
  'South Dakota': 'SD',
  Tennessee: 'TN',
  Texas: 'TX',
  Utah: 'UT',
  Vermont: 'VT',
  Virginia: 'VA',
  Washington: 'WA',
  'West Virginia': 'WV',
  Wisconsin: 'WI',
  Wyoming: 'WY',
};
