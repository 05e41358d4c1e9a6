/** The five health and social care trusts, with the short names that the waiting lists use. */
export const trusts = [
  { code: 'BHSCT', short: 'Belfast', name: 'Belfast Health and Social Care Trust' },
  { code: 'NHSCT', short: 'Northern', name: 'Northern Health and Social Care Trust' },
  { code: 'SEHSCT', short: 'South Eastern', name: 'South Eastern Health and Social Care Trust' },
  { code: 'SHSCT', short: 'Southern', name: 'Southern Health and Social Care Trust' },
  { code: 'WHSCT', short: 'Western', name: 'Western Health and Social Care Trust' },
] as const;
