import { definePaper } from './paper.ts';

export const benjaminiHochberg = definePaper({
  name: 'FDR worked example',
  keys(figures) {
    const cases = [
      { id: 'fifteen-hypotheses', tolerance: 5e-7, input: { p: figures.p ?? null }, expected: { benjamini_hochberg: figures.adjusted_p ?? null } },
    ];
    return { topic: 'multiple-testing', cases };
  },
});
