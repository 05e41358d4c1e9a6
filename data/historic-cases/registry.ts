import type { HistoricCase } from './case.ts';
import { nhsKaiserMedicare } from './nhs-kaiser-medicare-2000-01.ts';
import { vhaBedUse } from './vha-1994-98.ts';
import { vhaQuality } from './vha-quality-1997-2000.ts';

/** The historic cases, in the order in which they are best read. */
export const historicCases: readonly HistoricCase[] = [vhaBedUse, nhsKaiserMedicare, vhaQuality];
