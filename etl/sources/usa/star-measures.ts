/**
 * In what a star measure is published: a percentage of members; a mean of survey answers put on a scale from 0 to
 * 100; or a rate per 1,000 members.
 */
export type StarUnit = 'percent' | 'score' | 'per-1000';

/** A measure that is followed over the rating years, whatever number and name it has in each of them. */
export interface StarMeasure {
  /** Our name, which does not change. */
  topic: string;
  /** Part C is health care, Part D drugs; some names stand under both. */
  part: 'C' | 'D';
  unit: StarUnit;
  /** Every name it has had since the ratings of 2008, without the number before it. */
  names: readonly string[];
}

const percent = (topic: string, ...names: string[]): StarMeasure => ({ topic, part: 'C', unit: 'percent', names });
const score = (topic: string, ...names: string[]): StarMeasure => ({ topic, part: 'C', unit: 'score', names });
const rate = (topic: string, ...names: string[]): StarMeasure => ({ topic, part: 'C', unit: 'per-1000', names });
const drugs = (topic: string, ...names: string[]): StarMeasure => ({ topic, part: 'D', unit: 'percent', names });

/**
 * The measures that are carried, from CMS’s files since 2022 and from the collected ratings of 2008 to 2021. A name
 * that comes and goes as star and as display measure is one measure. “Transitions of Care - Medication
 * Reconciliation Post-Discharge” of 2020 and 2021 repeats medication-reconciliation of the same years and is left out.
 */
export const starMeasures: readonly StarMeasure[] = [
  percent('hba1c-controlled', 'Diabetes Care - Blood Sugar Controlled'),
  percent('blood-pressure-controlled', 'Controlling Blood Pressure', 'Controlling High Blood Pressure'),
  percent('eye-exam', 'Diabetes Care - Eye Exam'),
  percent('kidney-monitoring', 'Diabetes Care - Kidney Disease Monitoring', 'Diabetes Care - Monitoring Kidney Disease'),
  percent('statin-cardiovascular', 'Statin Therapy for Patients with Cardiovascular Disease'),
  percent('breast-cancer-screening', 'Breast Cancer Screening'),
  percent('colorectal-screening', 'Colorectal Cancer Screening'),
  percent('flu-vaccine', 'Annual Flu Vaccine'),
  percent('osteoporosis-after-fracture', 'Osteoporosis Management in Women who had a Fracture', 'Osteoporosis Management'),
  percent('readmissions', 'Plan All-Cause Readmissions'),
  percent('medication-reconciliation', 'Medication Reconciliation Post-Discharge'),
  percent(
    'follow-up-after-emergency',
    'Follow-up after Emergency Department Visit for People with Multiple High-Risk Chronic Conditions',
    'Follow-up after Emergency Department Visit for Patients with Mulitple Chronic Conditions',
  ),
  percent('transitions-of-care', 'Transitions of Care', 'Transitions of Care - Average'),
  percent('falls-risk', 'Reducing the Risk of Falling'),
  percent('bladder-control', 'Improving Bladder Control'),
  percent(
    'leaving-plan',
    'Members Choosing to Leave the Plan',
    'Members Choosing to Leave the Health Plan (lower percentages are better because they mean fewer members choose to leave the plan)',
  ),
  percent('cholesterol-controlled', 'Diabetes Care - Cholesterol Controlled'),
  percent('cholesterol-screening-diabetes', 'Diabetes Care - Cholesterol Screening'),
  percent('cholesterol-screening-cardiovascular', 'Cardiovascular Care - Cholesterol Screening'),
  percent('rheumatoid-arthritis', 'Rheumatoid Arthritis Management'),
  percent('beta-blocker', 'Continuous Beta Blocker Treatment', 'Continuous Beta Blocker Treatment (6 months)'),
  percent('copd-testing', 'Testing to Confirm Chronic Obstructive Pulmonary Disease', 'Testing to Confirm Chronic Obstructive Pulmonary Disorder'),
  percent('copd-corticosteroid', 'Pharmacotherapy Management of COPD Exacerbation - Systemic Corticosteroid'),
  percent('copd-bronchodilator', 'Pharmacotherapy Management of COPD Exacerbation - Bronchodilator'),
  score('getting-needed-care', 'Getting Needed Care', 'Getting Needed Care without Delays', 'Ease of Getting Needed Care and Seeing Specialists'),
  score('getting-appointments', 'Getting Appointments and Care Quickly', 'Getting Care Quickly'),
  score('customer-service', 'Customer Service'),
  score('rating-of-care', 'Rating of Health Care Quality', 'Overall Rating of Health Care Quality', 'Overall Rating of Health Care'),
  score('rating-of-plan', 'Rating of Health Plan', 'Overall Rating of Health Plan', 'Overall Rating of Plan'),
  score('care-coordination', 'Care Coordination'),
  rate(
    'complaints-plan',
    'Complaints about the Health Plan',
    'Complaints about the Health Plan (number of complaints for every 1,000 members)',
    'Complaints Tracking Module',
  ),
  rate('preventable-hospitalisations', 'Hospitalization for Potentially Preventable Complications'),
  drugs('statin-diabetes', 'Statin Use in Persons with Diabetes (SUPD)'),
  drugs(
    'adherence-diabetes',
    'Medication Adherence for Diabetes Medications',
    'Part D Medication Adherence for Oral Diabetes Medications',
    'Taking Oral Diabetes Medication as Directed',
  ),
  drugs(
    'adherence-hypertension',
    'Medication Adherence for Hypertension (RAS antagonists)',
    'Part D Medication Adherence for Hypertension (RAS antagonists)',
    'Taking Blood Pressure Medication as Directed',
  ),
  drugs(
    'adherence-cholesterol',
    'Medication Adherence for Cholesterol (Statins)',
    'Part D Medication Adherence for Cholesterol (Statins)',
    'Taking Cholesterol Medication as Directed',
  ),
  drugs('diabetes-blood-pressure-medicine', 'Diabetes Treatment', 'Using the Kind of Blood Pressure Medication That Is Recommended for People with Diabetes'),
];

/** Letters and digits alone: dashes, blanks and capitals were written in many ways. */
const comparable = (part: string, name: string): string => `${part} ${name.toLowerCase().replace(/[^a-z0-9]/g, '')}`;

const byName: ReadonlyMap<string, StarMeasure> = new Map(
  starMeasures.flatMap((measure) => measure.names.map((name): [string, StarMeasure] => [comparable(measure.part, name), measure])),
);

/** The measure that has been published under this name, however its dashes and blanks were written; by name only, since numbers change every year. */
export const starMeasureNamed = (part: string, name: string): StarMeasure | undefined => byName.get(comparable(part, name));
