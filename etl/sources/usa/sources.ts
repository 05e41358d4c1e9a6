import type { Source } from '../../source.ts';
import { cmsCareCompare } from './cms-care-compare.ts';
import { cmsHospitalStarInput } from './cms-hospital-star-input.ts';
import { cmsMaEnrollment } from './cms-ma-enrollment.ts';
import { cmsMaLandscape2022 } from './cms-ma-landscape-2022.ts';
import { cmsMappingMedicareDisparities } from './cms-mapping-medicare-disparities.ts';
import { hcrisBeds } from './hcris-beds.ts';
import { medicareStars } from './medicarestars-2008-2022.ts';
import { starRatings } from './star-ratings.ts';

/** Sources of the American edition, in the order in which they are extracted. */
export const usaSources: readonly Source[] = [
  cmsCareCompare,
  cmsHospitalStarInput,
  cmsMappingMedicareDisparities,
  hcrisBeds,
  starRatings,
  medicareStars,
  cmsMaLandscape2022,
  cmsMaEnrollment,
];
