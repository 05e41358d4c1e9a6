/** What was read of a source before its figures were written down: nothing here was taken from memory. */
export type Verified = 'abstract read' | 'text read' | 'digest read';

export interface Citation {
  /** For the table: authors and year. */
  short: string;
  /** In full. */
  text: string;
  /** Where it can be read by anybody; null where no such address is known to us. */
  href: string | null;
  verified: Verified;
}

const openAccess = (id: string): string => `https://www.ncbi.nlm.nih.gov/pmc/articles/${id}/`;

/** Sources of the historic cases, with what was read of each. */
export const citations = {
  ashton2003: {
    short: 'Ashton 2003',
    text: 'Ashton CM et al. Hospital use and survival among Veterans Affairs beneficiaries. N Engl J Med 2003;349:1637-46.',
    href: null,
    verified: 'abstract read',
  },
  ham2007: {
    short: 'Ham 2007',
    text: 'Ham C. Clinically integrated systems: the next step in English health reform? Nuffield Trust, 2007, Box 4.',
    href: null,
    verified: 'digest read',
  },
  ham2003: {
    short: 'Ham 2003',
    text: 'Ham C, York N, Sutch S, Shaw R. Hospital bed utilisation in the NHS, Kaiser Permanente, and the US Medicare programme: analysis of routine data. BMJ 2003;327:1257.',
    href: openAccess('PMC286244'),
    verified: 'abstract read',
  },
  sklar2004: {
    short: 'Sklar 2004',
    text: 'Sklar DP. Commentary on Ham et al. Evidence-Based Healthcare 2004;8:113-115.',
    href: null,
    verified: 'abstract read',
  },
  letter2004: {
    short: 'BMJ letter 2004',
    text: 'Letter to the BMJ (2004) on Ham et al, PMC381097.',
    href: openAccess('PMC381097'),
    verified: 'text read',
  },
  drfoster2004: {
    short: 'Dr Foster 2004',
    text: 'Dr Foster’s case notes. BMJ 2004;328:605.',
    href: null,
    verified: 'abstract read',
  },
  feachem2002: {
    short: 'Feachem 2002',
    text: 'Feachem RGA, Sekhri NK, White KL. Getting more for their dollar. BMJ 2002;324:135-41.',
    href: openAccess('PMC64512'),
    verified: 'abstract read',
  },
  talbotsmith2004: {
    short: 'Talbot-Smith 2004',
    text: 'Talbot-Smith A, Gnani S, Pollock AM, Pereira Gray D. Questioning the claims from Kaiser. Br J Gen Pract 2004.',
    href: null,
    verified: 'abstract read',
  },
  jha2003: {
    short: 'Jha 2003',
    text: 'Jha AK, Perlin JB, Kizer KW, Dudley RA. N Engl J Med 2003;348:2218-27.',
    href: null,
    verified: 'abstract read',
  },
  asch2004: {
    short: 'Asch 2004',
    text: 'Asch SM et al. Ann Intern Med 2004;141:938-45.',
    href: null,
    verified: 'abstract read',
  },
} as const satisfies Record<string, Citation>;

export type CitationId = keyof typeof citations;
