/** Columns of the published inputs to the overall hospital star rating, as they stood in each release. */
export interface StarLayout {
  /** The release that first had these columns. */
  name: string;
  columns: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

export const starLayouts: readonly StarLayout[] = [
  {
    name: 'January 2019',
    columns: words(`
      PROVIDER_ID HAI_1_DEN_PRED HAI_2_DEN_PRED HAI_3_DEN_PRED HAI_4_DEN_PRED HAI_5_DEN_PRED HAI_6_DEN_PRED HAI_1_DEN_VOL HAI_2_DEN_VOL HAI_3_DEN_VOL
      HAI_4_DEN_VOL HAI_5_DEN_VOL HAI_6_DEN_VOL HAI_1 HAI_2 HAI_3 HAI_4 HAI_5 HAI_6 READM_30_STK READM_30_HOSP_WIDE READM_30_HIP_KNEE EDAC_30_HF
      READM_30_COPD EDAC_30_AMI EDAC_30_PN MORT_30_STK MORT_30_PN MORT_30_HF MORT_30_COPD MORT_30_AMI COMP_HIP_KNEE READM_30_STK_DEN
      READM_30_HOSP_WIDE_DEN READM_30_HIP_KNEE_DEN EDAC_30_HF_DEN READM_30_COPD_DEN EDAC_30_AMI_DEN EDAC_30_PN_DEN MORT_30_STK_DEN MORT_30_PN_DEN
      MORT_30_HF_DEN MORT_30_COPD_DEN MORT_30_AMI_DEN COMP_HIP_KNEE_DEN OP_1 OP_1_DEN OP_2 OP_2_DEN OP_3B OP_3B_DEN OP_4 OP_4_DEN OP_5 OP_5_DEN OP_8
      OP_8_DEN OP_10 OP_10_DEN OP_11 OP_11_DEN OP_13 OP_13_DEN OP_14 OP_14_DEN OP_18B OP_18B_DEN OP_20 OP_20_DEN OP_21 OP_21_DEN OP_22 OP_22_DEN OP_23
      OP_23_DEN OP_29 OP_29_DEN OP_30 OP_30_DEN VTE_6 VTE_6_DEN PSI_4_SURG_COMP PSI_4_SURG_COMP_DEN PSI_90_SAFETY IMM_2 IMM_2_DEN IMM_3_DEN IMM_3
      OP_27 OP_27_DEN PC_01 PC_01_DEN SEP_1 SEP_1_DEN ED_1B ED_1B_DEN ED_2B ED_2B_DEN H_RESP_RATE_P H_COMP_1_LINEAR H_COMP_2_LINEAR H_COMP_3_LINEAR
      H_COMP_5_LINEAR H_COMP_6_LINEAR H_COMP_7_LINEAR H_CLEAN_HSP_LINEAR H_QUIET_HSP_LINEAR H_HSP_RATING_LINEAR H_RECMND_LINEAR H_NUMB_COMP
      PSI_90_SAFETY_DEN MORT_30_CABG MORT_30_CABG_DEN READM_30_CABG READM_30_CABG_DEN OP_32 OP_32_DEN OP_33 OP_33_DEN
    `),
  },
  {
    name: 'July 2022',
    columns: words(`
      PROVIDER_ID HAI_1_DEN_VOL HAI_2_DEN_VOL HAI_3_DEN_VOL HAI_4_DEN_VOL HAI_5_DEN_VOL HAI_6_DEN_VOL HAI_1_DEN_PRED HAI_2_DEN_PRED HAI_3_DEN_PRED
      HAI_4_DEN_PRED HAI_5_DEN_PRED HAI_6_DEN_PRED HAI_1 HAI_2 HAI_3 HAI_4 HAI_5 HAI_6 READM_30_HOSP_WIDE READM_30_HIP_KNEE EDAC_30_HF READM_30_COPD
      EDAC_30_AMI EDAC_30_PN MORT_30_STK MORT_30_PN MORT_30_HF MORT_30_COPD MORT_30_AMI COMP_HIP_KNEE READM_30_HOSP_WIDE_DEN READM_30_HIP_KNEE_DEN
      EDAC_30_HF_DEN READM_30_COPD_DEN EDAC_30_AMI_DEN EDAC_30_PN_DEN MORT_30_STK_DEN MORT_30_PN_DEN MORT_30_HF_DEN MORT_30_COPD_DEN MORT_30_AMI_DEN
      COMP_HIP_KNEE_DEN OP_2 OP_2_DEN OP_3B OP_3B_DEN OP_8 OP_8_DEN OP_10 OP_10_DEN OP_13 OP_13_DEN OP_18B OP_18B_DEN OP_22 OP_22_DEN OP_23 OP_23_DEN
      OP_29 OP_29_DEN PSI_4_SURG_COMP PSI_4_SURG_COMP_DEN PSI_90_SAFETY IMM_3_DEN IMM_3 PC_01 PC_01_DEN SEP_1 SEP_1_DEN H_RESP_RATE_P
      H_COMP_1_STAR_RATING H_COMP_2_STAR_RATING H_COMP_3_STAR_RATING H_COMP_5_STAR_RATING H_COMP_6_STAR_RATING H_COMP_7_STAR_RATING H_GLOB_STAR_RATING
      H_INDI_STAR_RATING H_NUMB_COMP PSI_90_SAFETY_DEN MORT_30_CABG MORT_30_CABG_DEN READM_30_CABG READM_30_CABG_DEN OP_32 OP_32_DEN OP_33 OP_33_DEN
      OP_35_ADM OP_35_ADM_DEN OP_35_ED OP_35_ED_DEN OP_36 OP_36_DEN
    `),
  },
  {
    name: 'July 2023',
    columns: words(`
      PROVIDER_ID HAI_1_DEN_VOL HAI_2_DEN_VOL HAI_3_DEN_VOL HAI_4_DEN_VOL HAI_5_DEN_VOL HAI_6_DEN_VOL HAI_1_DEN_PRED HAI_2_DEN_PRED HAI_3_DEN_PRED
      HAI_4_DEN_PRED HAI_5_DEN_PRED HAI_6_DEN_PRED HAI_1 HAI_2 HAI_3 HAI_4 HAI_5 HAI_6 READM_30_HOSP_WIDE READM_30_HIP_KNEE EDAC_30_HF READM_30_COPD
      EDAC_30_AMI EDAC_30_PN MORT_30_STK MORT_30_PN MORT_30_HF MORT_30_COPD MORT_30_AMI COMP_HIP_KNEE READM_30_HOSP_WIDE_DEN READM_30_HIP_KNEE_DEN
      EDAC_30_HF_DEN READM_30_COPD_DEN EDAC_30_AMI_DEN EDAC_30_PN_DEN MORT_30_STK_DEN MORT_30_PN_DEN MORT_30_HF_DEN MORT_30_COPD_DEN MORT_30_AMI_DEN
      COMP_HIP_KNEE_DEN OP_2 OP_2_DEN OP_3B OP_3B_DEN OP_8 OP_8_DEN OP_10 OP_10_DEN OP_13 OP_13_DEN OP_18B OP_18B_DEN OP_22 OP_22_DEN OP_23 OP_23_DEN
      OP_29 OP_29_DEN PSI_4_SURG_COMP PSI_4_SURG_COMP_DEN PSI_90_SAFETY IMM_3_DEN IMM_3 HCP_COVID_19_DEN HCP_COVID_19 PC_01 PC_01_DEN SEP_1 SEP_1_DEN
      H_RESP_RATE_P H_COMP_1_STAR_RATING H_COMP_2_STAR_RATING H_COMP_3_STAR_RATING H_COMP_5_STAR_RATING H_COMP_6_STAR_RATING H_COMP_7_STAR_RATING
      H_GLOB_STAR_RATING H_INDI_STAR_RATING H_NUMB_COMP PSI_90_SAFETY_DEN MORT_30_CABG MORT_30_CABG_DEN READM_30_CABG READM_30_CABG_DEN OP_32
      OP_32_DEN OP_35_ADM OP_35_ADM_DEN OP_35_ED OP_35_ED_DEN OP_36 OP_36_DEN
    `),
  },
];

/** How a header differs from a layout. The order of the columns does not matter. */
interface Difference {
  layout: StarLayout;
  unknown: string[];
  absent: string[];
}

/** Whether these are the columns of a known release; otherwise how they differ from the nearest one. */
export function matchLayout(header: readonly string[]): { layout: StarLayout } | { difference: string; expected: string } {
  const differences = starLayouts.map((layout): Difference => {
    const unknown = header.filter((column, index) => !layout.columns.includes(column) || header.indexOf(column) !== index);
    return { layout, unknown, absent: layout.columns.filter((column) => !header.includes(column)) };
  });
  const [nearest] = differences.sort((a, b) => size(a) - size(b));
  if (nearest === undefined || size(nearest) === 0) return { layout: nearest?.layout ?? { name: '', columns: [] } };
  const { unknown, absent, layout } = nearest;
  const expected = `the columns of a known release (nearest known layout: ${layout.name})`;
  if (absent.length === 0) return { difference: `unknown or repeated column ${list(unknown)}`, expected };
  if (unknown.length === 0) return { difference: `no column ${list(absent)}`, expected };
  return { difference: `unknown column ${list(unknown)} in place of ${list(absent)}`, expected };
}

const size = ({ unknown, absent }: Difference): number => unknown.length + absent.length;

/** A file of another kind differs in everything: the first few names tell enough. */
const list = (columns: readonly string[]): string =>
  columns.length > 5 ? `${list(columns.slice(0, 5))} and ${columns.length - 5} more` : columns.map((column) => `“${column}”`).join(', ');
