import { defineMeasure, type Measure } from '../measure.ts';
import { notPublished, publishedValue, usaMeasure } from './usa.ts';

const ofTheArea =
  'It describes the area: only people in traditional Medicare are counted, not members of Medicare Advantage plans such as Kaiser’s. It cannot say how the plans on offer there treat their members.';

const notRankedArea =
  'A county is an area, not a system that anybody leads. It is shown so that areas with and without a choice of plans can be set against each other.';

/** Preventable admissions by county: the measure on which areas with one plan and with many are compared. */
export const preventableAdmissions = defineMeasure({
  ...publishedValue,
  id: 'preventable-admissions',
  levels: ['county'],
  title: 'Preventable admissions per 100,000 people in traditional Medicare (PQI 90)',
  shortTitle: 'Preventable admissions',
  plainTitle: 'Hospital stays that good care near home might have prevented',
  plainSentence: 'How many hospital stays there were, for every 100,000 older people, for illnesses that good care near home can often keep at bay.',
  whyItMatters:
    'Admissions for diabetes, chronic lung disease, heart failure, high blood pressure, pneumonia and urinary infection can often be prevented outside hospital: the part of hospital use that integration is meant to reduce.',
  domain: 'admissions',
  family: 'hospital use',
  polarity: 'lower-is-better',
  unit: 'admissions per 100,000 people in traditional Medicare, age standardised',
  shortUnit: 'per 100,000',
  eventsUnit: 'admissions',
  decimals: 0,
  rankableReason: `${notRankedArea} The rate is also published without its counts: the number of people is given only in bands (11 to 499, and so on up to 10,000 or more).`,
  numerator: {
    words: 'Prevention Quality Overall Composite (PQI 90): the rate that CMS publishes',
    figures: [{ source: 'cms-mapping-medicare-disparities', topic: 'pqi-90', item: 'rate' }],
  },
  denominator: notPublished('People in traditional (fee-for-service) Medicare; published in bands only'),
  standardisation: 'Directly standardised for age by CMS, not smoothed; not adjusted for illness or income.',
  disclosure: 'Counties with fewer than 11 people in the denominator are not published.',
  breaks: [],
  caveats: [
    ofTheArea,
    'Rates in counties with fewer than 500 people vary by chance alone; each county counts the same in the comparison.',
    'The year 2022 still has some of the pandemic in it.',
  ],
  questions: ['How ill, how poor and how far from a hospital are the people of the area?', 'Has the area doctors enough?', 'Do other years say the same?'],
  sources: ['cms-mapping-medicare-disparities'],
  references: [
    'Centers for Medicare & Medicaid Services, Office of Minority Health. Mapping Medicare Disparities tool, technical documentation.',
    'Agency for Healthcare Research and Quality. Prevention Quality Overall Composite (PQI 90): technical specifications.',
  ],
});

/** Acute bed days by county of the hospital, from cost reports. */
export const countyBedDays = defineMeasure({
  ...usaMeasure,
  id: 'acute-bed-days-county',
  levels: ['county'],
  statistic: 'rate',
  title: 'Acute bed days in the county’s hospitals per 1,000 residents',
  shortTitle: 'Acute bed days',
  plainTitle: 'Nights in the hospitals of the county',
  plainSentence: 'How many nights patients spent in the hospitals of the county in a year, for every 1,000 people who live there.',
  whyItMatters: 'Bed days are what the systems that Ham wrote of used least of. By county they show where the beds are rather than whose patients lie in them.',
  domain: 'bed-use',
  family: 'hospital use',
  polarity: 'no-judgement',
  unit: 'acute bed days per 1,000 residents',
  shortUnit: 'per 1,000',
  eventsUnit: 'bed days a year',
  multiplier: 1000,
  decimals: 0,
  minimumDenominator: 1000,
  rankable: false,
  rankableReason: `${notRankedArea} Bed days are counted where the hospital stands: towns with large hospitals look high.`,
  numerator: {
    words: 'Acute inpatient days of the county’s hospitals, from cost reports that cover about a year and end in it',
    figures: [{ source: 'county-bed-days', item: 'acute_inpatient_days' }],
  },
  denominator: { words: 'Residents of the county (2019 estimate, the same in every year)', figures: [{ source: 'county-bed-days', item: 'residents' }] },
  standardisation: 'None.',
  disclosure: 'Public records of Medicare cost reports; nothing is suppressed.',
  breaks: [],
  caveats: [
    'By place of hospital, not of residence: counties without a hospital are absent, and those with a teaching hospital look high.',
    'Veterans’ and military hospitals file no cost reports. A hospital whose report covers much more or less than a year is left out of that year.',
    'The files of 2016 and 2019 hold the reports of some hospitals only, and are left out.',
  ],
  questions: ['Whose patients lie in these hospitals?', 'Which hospitals of the county have no report for the year?'],
  sources: ['hcris-beds', 'cms-ma-landscape-2022'],
  references: ['Centers for Medicare & Medicaid Services. Healthcare Cost Report Information System (HCRIS), form 2552-10, worksheet S-3.'],
});

/** How many of those who may enrol in Medicare Advantage have done so. */
export const penetration = defineMeasure({
  ...usaMeasure,
  id: 'medicare-advantage-share',
  levels: ['county'],
  statistic: 'proportion',
  title: 'People with Medicare who are enrolled in Medicare Advantage',
  shortTitle: 'Enrolled in Medicare Advantage',
  plainTitle: 'People on Medicare who joined a private plan',
  plainSentence: 'Of every 100 people with Medicare in the county, how many have joined one of the plans.',
  whyItMatters: 'Choice among plans concerns only those who join one. Where few do, rivalry between plans can move little.',
  domain: 'balancing',
  family: 'enrolment',
  polarity: 'no-judgement',
  unit: '% of people with Medicare',
  shortUnit: '%',
  eventsUnit: 'people',
  multiplier: 100,
  decimals: 1,
  minimumDenominator: 11,
  rankable: false,
  rankableReason: notRankedArea,
  withheld: [
    {
      periods: ['2025-06'],
      systems: ['72083', '72145'],
      status: 'not-applicable',
      reason: 'The published file has more people enrolled here than people on Medicare: the two do not count the same people.',
    },
  ],
  numerator: { words: 'People enrolled in Medicare Advantage in June 2025', figures: [{ source: 'cms-ma-enrollment', item: 'enrolled' }] },
  denominator: { words: 'People with Medicare in June 2025', figures: [{ source: 'cms-ma-enrollment', item: 'eligibles' }] },
  standardisation: 'None needed: a description, not a judgement.',
  disclosure: 'CMS leaves the number out where it is 10 or fewer: it counts as suppressed.',
  breaks: [],
  caveats: [
    'A full count, not a sample: the interval says how far chance alone could move it, and hardly matters.',
    'Three years later than the offers of 2022.',
  ],
  questions: ['Which plans are they in?'],
  sources: ['cms-ma-enrollment'],
  references: ['Centers for Medicare & Medicaid Services. Medicare Advantage State/County Penetration, June 2025.'],
});

const fourStars = 'members-in-four-star-contracts';

/** Of the parents' members, how many are in contracts with four stars or more: sums of counts, never a mean of stars. */
export const membersInFourStars = defineMeasure({
  ...publishedValue,
  id: fourStars,
  levels: ['parent'],
  title: 'Members who are in contracts with four stars or more',
  shortTitle: 'Members with four stars or more',
  plainTitle: 'Members whose plan has four or five stars',
  plainSentence: 'Of every 100 members of the organisation, how many are in a contract to which Medicare gives four stars or more.',
  whyItMatters: 'A parent organisation has many contracts, large and small. Adding up members says what most of them have; a mean of stars would not.',
  domain: 'balancing',
  family: 'summary',
  polarity: 'higher-is-better',
  unit: '% of members in rated contracts',
  shortUnit: '%',
  eventsUnit: 'members',
  decimals: 1,
  rankableReason:
    'A full count of members, so that chance has no part in it, but every member of a contract counts with its stars, and these rest on samples whose sizes are not published.',
  numerator: {
    words: 'Members, in August of the year of the ratings, of contracts with four stars or more, for each 100 members of contracts with stars',
    figures: [{ source: 'members-by-stars', item: 'share_four_stars' }],
  },
  denominator: notPublished('Members of the parent’s contracts that have an overall rating; added up, then divided'),
  standardisation: 'None.',
  disclosure: 'Plans with 10 members or fewer are left out by CMS.',
  breaks: [],
  caveats: [
    'Stars follow CMS’s weights of the year; the threshold of four stars is that of the bonus payments.',
    'Members are counted in August of the rating year.',
  ],
  questions: ['Which contracts hold the members without four stars?'],
  sources: ['cms-star-ratings', 'cms-ma-enrollment'],
  references: ['Centers for Medicare & Medicaid Services. Monthly enrolment by plan; Part C and D Performance Data.'],
});

export const usaAreaMeasures: readonly Measure[] = [preventableAdmissions, countyBedDays, penetration, membersInFourStars];
