import { editionById } from '../../data/editions.ts';
import { type IntegratedSystem, type IntegrationType, integratedSystems } from '../../data/integrated-systems.ts';
import { counted } from '../formats/numbers.ts';
import { sentenceCase } from '../formats/words.ts';
import { defineSitePage, noParameters } from '../page.ts';
import type { Release } from '../release-files.ts';

const columns = {
  edition: 'text',
  level: 'text',
  id: 'text',
  other_ids: 'text?',
  title: 'text',
  integration_type: 'text',
  from_year: 'integer?',
  to_year: 'integer?',
  evidence: 'text',
  source: 'text',
} as const;

const types: readonly IntegrationType[] = ['vertical', 'virtual', 'unknown'];

export const integratedSystemsPage = defineSitePage({
  name: 'integrated-systems',
  path: '/integrated-systems',
  parameters: noParameters,
  load: async ({ inService }) => ({
    title: 'Integrated systems',
    columns,
    rows: integratedSystems.map((entry) => ({
      edition: entry.edition,
      level: entry.level,
      id: entry.id,
      other_ids: entry.otherIds.join('; ') || null,
      title: entry.title,
      integration_type: entry.integrationType,
      from_year: entry.from,
      to_year: entry.to,
      evidence: entry.evidence,
      source: entry.source,
    })),
    meta: { systems: integratedSystems.length, kept: 'by hand, in data/integrated-systems.ts' },
    trail: [{ title: 'Home', href: '/' }],
    view: () => ({ groups: groupsOf(inService) }),
  }),
});

/** A table an edition, its lines by type: those that are known come first. */
function groupsOf(inService: readonly Release[]): object[] {
  return [...new Set(integratedSystems.map(({ edition }) => edition))].map((edition) => {
    const within = integratedSystems.filter((entry) => entry.edition === edition);
    const release = inService.find((one) => one.edition.id === edition);
    const ordered = types.flatMap((type) => within.filter(({ integrationType }) => integrationType === type));
    return {
      id: edition,
      title: editionById.get(edition)?.title ?? edition,
      counts: types
        .map((type) => `${sentenceCase(type)}: ${counted(within.filter((entry) => entry.integrationType === type).length, 'line', 'lines')}`)
        .join('. '),
      rows: ordered.map((entry) => ({
        id: entry.level === 'edition' || entry.id === entry.title ? null : entry.id,
        title: entry.title,
        href: hrefOf(entry, release),
        type: sentenceCase(entry.integrationType),
        dates: datesOf(entry),
        evidence: entry.evidence,
        source: entry.source,
      })),
    };
  });
}

/** The page of the system, where it has one. */
function hrefOf({ edition, id, otherIds }: IntegratedSystem, release: Release | undefined): string | null {
  const known = release?.catalogue.systems.find(({ system_id }) => [id, ...otherIds].includes(system_id));
  return known === undefined ? null : `/${edition}/systems/${encodeURIComponent(known.system_id)}`;
}

function datesOf({ from, to }: IntegratedSystem): string {
  if (from !== null) return to === null ? `from ${from}` : `${from} to ${to}`;
  return to === null ? 'not given' : `to ${to}`;
}
