import type { Topic } from '../runner.ts';
import { costEfficiency } from './cost-efficiency.ts';
import { cusumEwma } from './cusum-ewma.ts';
import { dea } from './dea.ts';
import { didCells } from './did-cells.ts';
import { didCluster } from './did-cluster.ts';
import { didDummies } from './did-dummies.ts';
import { didStaggered } from './did-staggered.ts';
import { distributions } from './distributions.ts';
import { dsrDobson } from './dsr-dobson.ts';
import { dsrNonindependent } from './dsr-nonindependent.ts';
import { exactIntervals } from './exact-intervals.ts';
import { funnelOverdispersion } from './funnel-overdispersion.ts';
import { funnelPhe } from './funnel-phe.ts';
import { groupComparison } from './group-comparison.ts';
import { hhi } from './hhi.ts';
import { isrSmr } from './isr-smr.ts';
import { lifeExpectancy } from './life-expectancy.ts';
import { marketStructure } from './market-structure.ts';
import { meanT } from './mean-t.ts';
import { multipleTesting } from './multiple-testing.ts';
import { overlap } from './overlap-intervals.ts';
import { patientFlowCompetition } from './patient-flow-competition.ts';
import { proportionFunnel } from './proportion-funnel.ts';
import { proportionWilson } from './proportion-wilson.ts';
import { quantiles } from './quantiles.ts';
import { rankConfidenceSets } from './rank-confidence-sets.ts';
import { rankTukey } from './rank-tukey.ts';
import { ranksAndAgreement } from './ranks-and-agreement.ts';
import { rateByars } from './rate-byars.ts';
import { ratioFunnelLimitsTopic } from './ratio-funnel-limits.ts';
import { sfa } from './sfa.ts';
import { shrinkageEmpiricalBayes } from './shrinkage-empirical-bayes.ts';
import { shrinkageLogistic } from './shrinkage-logistic.ts';
import { slopeIndex } from './slope-index.ts';
import { spcAttribute } from './spc-attribute.ts';
import { spcXmr } from './spc-xmr.ts';
import { standardisation } from './standardisation.ts';
import { syntheticControlTopic } from './synthetic-control.ts';
import { yardstickArithmetic } from './yardstick-arithmetic.ts';
import { yardstickPrice } from './yardstick-price.ts';

/** Every topic that the library answers for. */
export const topics: readonly Topic[] = [
  costEfficiency,
  cusumEwma,
  dea,
  didCluster,
  didStaggered,
  distributions,
  dsrDobson,
  dsrNonindependent,
  exactIntervals,
  funnelOverdispersion,
  funnelPhe,
  groupComparison,
  hhi,
  isrSmr,
  lifeExpectancy,
  marketStructure,
  meanT,
  multipleTesting,
  overlap,
  patientFlowCompetition,
  proportionWilson,
  quantiles,
  rankConfidenceSets,
  rankTukey,
  ranksAndAgreement,
  rateByars,
  sfa,
  shrinkageEmpiricalBayes,
  shrinkageLogistic,
  slopeIndex,
  spcAttribute,
  spcXmr,
  syntheticControlTopic,
  yardstickArithmetic,
  yardstickPrice,
  didCells,
  didDummies,
  proportionFunnel,
  ratioFunnelLimitsTopic,
  standardisation,
];
