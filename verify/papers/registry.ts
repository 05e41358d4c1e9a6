import { type JsonObject, type KeyFile, parseKeyFile } from '../runner.ts';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { bristol } from './bristol.ts';
import { cardKrueger } from './card-krueger.ts';
import { constructedMarketStructure } from './constructed-market-structure.ts';
import { constructedYardsticks } from './constructed-yardsticks.ts';
import { hhiExamples } from './hhi-examples.ts';
import { minimumDrinkingAge } from './minimum-drinking-age.ts';
import type { Paper } from './paper.ts';
import { pheStandardisation } from './phe-standardisation.ts';
import { poissonFunnelLimits } from './poisson-funnel-limits.ts';
import { proposition99 } from './proposition-99.ts';

/** Every file of published or worked figures that is not laid out as an answer key. */
export const papers: readonly Paper[] = [
  constructedMarketStructure,
  constructedYardsticks,
  hhiExamples,
  proposition99,
  benjaminiHochberg,
  bristol,
  cardKrueger,
  minimumDrinkingAge,
  pheStandardisation,
  poissonFunnelLimits,
];

/** Reads the text of a key file, or of a paper's figures as cases of a topic; refuses what is neither. */
export function readKeyFile(text: string, file: string): KeyFile {
  const found = paperOf(text);
  return parseKeyFile(found === null ? text : JSON.stringify(found.paper.keys(found.figures)), file);
}

function paperOf(text: string): { paper: Paper; figures: JsonObject } | null {
  let figures: JsonObject;
  try {
    figures = JSON.parse(text);
  } catch {
    return null;
  }
  const paper = papers.find(({ name }) => name === figures?.name);
  return paper === undefined ? null : { paper, figures };
}
