/** What people say matters to them before they choose, and the measures that speak to it: at most three a topic, the plainest first. */

export interface Topic {
  id: string;
  /** Measures of all editions, in the order in which they are shown; an edition and level show those that they have. */
  measures: readonly string[];
}

/** More topics at once cannot be weighed against each other, and do not fit on a sheet of paper. */
export const mostTopics = 3;

/**
 * In the order of the pages: long illnesses, getting seen, staying out of hospital safely, what patients say. Their names
 * are texts (`topic.*` in `views/messages`). Only measures with a direction of good, and only those still published.
 */
export const topics: readonly Topic[] = [
  {
    id: 'diabetes',
    measures: ['stars-hba1c-controlled', 'stars-eye-exam', 'stars-adherence-diabetes', 'qof-dm020', 'qof-dm019', 'qof-dm012'],
  },
  {
    id: 'blood-pressure',
    measures: ['stars-blood-pressure-controlled', 'stars-adherence-hypertension', 'qof-hyp003', 'qof-hyp007', 'qof-bp002'],
  },
  { id: 'lungs', measures: ['qof-ast003', 'qof-copd003', 'qof-copd007', 'network-copd010', 'network-copd008'] },
  {
    id: 'heart',
    measures: ['stars-statin-cardiovascular', 'stars-adherence-cholesterol', 'qof-chd008', 'qof-af007', 'qof-stia010'],
  },
  {
    id: 'being-seen',
    measures: ['stars-getting-needed-care', 'stars-getting-appointments', 'emergency-four-hours', 'scotland-four-hours', 'ni-waits-over-52-weeks'],
  },
  {
    id: 'hospital',
    measures: [
      'stars-readmissions',
      'stars-medication-reconciliation',
      'stars-follow-up-after-emergency',
      'emergency-admissions',
      'bed-days',
      'long-stay-21',
      'criteria-to-reside-beds',
      'scotland-delayed-bed-days',
      'scotland-emergency-stay',
      'wales-delayed-discharges',
    ],
  },
  { id: 'patients-say', measures: ['stars-rating-of-care', 'stars-care-coordination', 'stars-leaving-plan'] },
];
