import { codesOf } from '../../stats/codes.ts';
import { differenceInDifferences } from '../../stats/difference-in-differences.ts';
import { twoWayFixedEffects } from '../../stats/two-way-fixed-effects.ts';
import { numbers, strings } from '../input.ts';
import { defineTopic } from '../runner.ts';

export const didCluster = defineTopic({
  topic: 'did-cluster',
  run(input) {
    const outcome = numbers(input, 'y') as number[];
    const treated = numbers(input, 'treated') as number[];
    const post = numbers(input, 'post') as number[];
    const cluster = codesOf(strings(input, 'cluster')).codes;
    const fit = differenceInDifferences({ outcome, treated, post, cluster });
    const panel = twoWayFixedEffects({
      outcome,
      exposure: treated.map((flag, row) => flag * (post[row] as number)),
      unit: codesOf(strings(input, 'unit')).codes,
      time: codesOf(numbers(input, 'time').map(String)).codes,
      cluster,
    });
    if (fit === null || fit.clustered === null) return {};
    const { CR1, CR2 } = fit.clustered;
    return {
      did: fit.estimate,
      cell_means: {
        control_pre: fit.means.controlBefore,
        control_post: fit.means.controlAfter,
        treated_pre: fit.means.treatedBefore,
        treated_post: fit.means.treatedAfter,
      },
      se_classical: fit.standardErrors.classical,
      se_hc0: fit.standardErrors.HC0,
      se_hc1: fit.standardErrors.HC1,
      se_hc2: fit.standardErrors.HC2,
      se_hc3: fit.standardErrors.HC3,
      clusters: fit.clustered.clusters,
      /** The key's CR0 keeps G / (G - 1). */
      se_cluster_cr0: fit.clustered.standardErrors.clusters,
      se_cluster_cr1_stata: CR1?.standardError ?? null,
      t_cr1: CR1?.statistic ?? null,
      p_cr1_df_clusters_minus_1: CR1?.probability ?? null,
      ci95_cr1: [CR1?.lower ?? null, CR1?.upper ?? null],
      se_cluster_cr2: CR2?.standardError ?? null,
      df_satterthwaite_cr2: CR2?.degrees ?? null,
      p_cr2: CR2?.probability ?? null,
      two_way_fe: {
        estimate: panel?.estimate ?? null,
        se_fixest_cluster: panel?.standardError ?? null,
        t: panel?.statistic ?? null,
        p: panel?.probability ?? null,
        within_r2: panel?.withinRSquared ?? null,
      },
    };
  },
});
