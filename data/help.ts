/** Whom people can ask or tell, and how they join: only what a public body says of itself, with the page where it says so. */

export interface Help {
  /** Its text is `help.<id>` in `views/messages`. */
  id: string;
  edition: string;
  /** Districts (nations, states) in which it holds; all of the edition where absent. */
  districts?: readonly string[];
  /** Levels of system about which it helps; all where absent. */
  levels?: readonly string[];
  kind: 'join' | 'tell';
  /** Name of the page, as its publisher has it, and where it is. */
  source: { title: string; href: string };
}

const medicareHelp = {
  title: 'Medicare.gov: Get help with your rights & protections',
  href: 'https://www.medicare.gov/basics/your-medicare-rights/get-help-with-your-rights-protections',
};
const nhsComplaints = { title: 'NHS: How to complain to the NHS', href: 'https://www.nhs.uk/contact-us/how-to-complain-to-the-nhs/' };

/** In the order of the page. Read in November 2026; no figure rests on them. */
export const helpList: readonly Help[] = [
  {
    id: 'practice',
    edition: 'england',
    levels: ['pcn'],
    kind: 'join',
    source: { title: 'NHS: How to register with a GP surgery', href: 'https://www.nhs.uk/nhs-services/gps/how-to-register-with-a-gp-surgery/' },
  },
  { id: 'hospital-advice', edition: 'england', levels: ['trust'], kind: 'tell', source: nhsComplaints },
  { id: 'practice-manager', edition: 'england', levels: ['pcn'], kind: 'tell', source: nhsComplaints },
  { id: 'english-board', edition: 'england', kind: 'tell', source: nhsComplaints },
  { id: 'ship', edition: 'usa', kind: 'join', source: medicareHelp },
  { id: 'medicare', edition: 'usa', kind: 'tell', source: medicareHelp },
  {
    id: 'scottish-board',
    edition: 'uk-nations',
    districts: ['Scotland'],
    kind: 'tell',
    source: { title: 'mygov.scot: Complain about an NHS service', href: 'https://www.mygov.scot/nhs-complaints' },
  },
  {
    id: 'welsh-board',
    edition: 'uk-nations',
    districts: ['Wales'],
    kind: 'tell',
    source: { title: 'Llais: Complaints advocacy', href: 'https://llaiswales.org/complaints-advocacy' },
  },
  {
    id: 'irish-trust',
    edition: 'uk-nations',
    districts: ['Northern Ireland'],
    kind: 'tell',
    source: {
      title: 'nidirect: How to complain or raise concerns about health services',
      href: 'https://nidirect.gov.uk/articles/how-complain-or-raise-concerns-about-health-services',
    },
  },
];

/** What helps with a level of system in a district. */
export const helpFor = (edition: string, place: { level: string; district: string }): readonly Help[] =>
  helpList.filter(
    (help) =>
      help.edition === edition &&
      (help.levels === undefined || help.levels.includes(place.level)) &&
      (help.districts === undefined || help.districts.includes(place.district)),
  );
