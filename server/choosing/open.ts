import { groupsOf, type OpenGroup } from '../../data/choosing.ts';
import { type MarketDefinition, marketDefinitions } from '../../data/markets.ts';
import { selectAreaSystems, selectChoices } from '../queries/areas.ts';
import type { AreaNames, SystemRow } from '../queries/catalogue.ts';
import type { Release } from '../release-files.ts';

/** One system that people of an area may join or use. */
export interface OpenSystem {
  system: SystemRow;
  /** Its name as patients are shown it. */
  name: string;
  /** Who owns or runs it, where that is another organisation. */
  parent: string | null;
  /** Share of the area's admissions, of those observed. */
  share: number | null;
}

/** A group with what is in it, by name; of those that people use, the most used first. */
export interface OpenHere {
  group: OpenGroup;
  systems: readonly OpenSystem[];
  /** Options without figures of their own: they are named and cannot be compared. */
  others: readonly string[];
}

/** How many there are to choose from or used, with figures or without. */
export const optionsIn = ({ systems, others }: OpenHere): number => systems.length + others.length;

/** The system that is alone in its group; undefined where there is another, or no figures. */
export const aloneIn = (here: OpenHere): OpenSystem | undefined => (optionsIn(here) === 1 ? here.systems[0] : undefined);

/** What is open to people of an area, group by group. */
export async function openIn(release: Release, { area_id, district }: Pick<AreaNames, 'area_id' | 'district'>): Promise<OpenHere[]> {
  const [choices, systems] = await Promise.all([selectChoices(release.warehouse, area_id), selectAreaSystems(release.warehouse, area_id)]);
  return groupsOf(release.edition.id).map((group) => {
    const options =
      group.definition === null
        ? systems.filter(({ level }) => level === group.level).map((row) => ({ id: row.system_id, name: row.short_name, share: null }))
        : choices
            .filter((row) => row.definition === group.definition && counts(group, row))
            .map((row) => ({ id: row.option_id, name: row.option_name ?? row.option_id, share: row.share }));
    return inGroup(release, { group, district }, options);
  });
}

/** Options that a market definition leaves out of its count are not shown either: the page of the area says why. */
function counts({ definition, minimumShare = 0 }: OpenGroup, { option_id, share }: { option_id: string; share: number | null }): boolean {
  const declared = definitionById.get(definition ?? '');
  const excluded = declared?.kind === 'offers' && declared.excludedOptions.some(({ id }) => id === option_id);
  return !excluded && (share ?? 1) >= minimumShare;
}

const definitionById = new Map<string, MarketDefinition>(marketDefinitions.map((definition) => [definition.id, definition]));

type Option = { id: string; name: string; share: number | null };

function inGroup(release: Release, { group, district }: { group: OpenGroup; district: string }, options: readonly Option[]): OpenHere {
  const known = new Map(options.map(({ id }) => [id, release.catalogue.systems.find((one) => one.system_id === id && one.level === group.level)]));
  const found = options.flatMap(({ id, share }) => {
    const system = known.get(id);
    return system === undefined ? [] : [{ system, name: plainName(system, { group, district }), parent: parentOf(release, system), share }];
  });
  const names = found.map(({ name }) => name);
  const systems = found.map((one) => (names.indexOf(one.name) === names.lastIndexOf(one.name) ? one : { ...one, name: withCode(one) }));
  return {
    group,
    systems: systems.sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || a.name.localeCompare(b.name, 'en-GB')),
    others: options.filter(({ id }) => known.get(id) === undefined).map(({ name }) => name),
  };
}

const withCode = ({ name, system }: { name: string; system: SystemRow }): string => `${name} ${system.system_id}`;

/**
 * A name as patients are shown it: without the letters that stand for what it is, which the heading says, and without the
 * state in which they live; boards by their full name; with the code where several share a name.
 */
export function plainName(system: SystemRow, { group, district }: { group: OpenGroup; district?: string }): string {
  if (group.kind === 'only') return system.name.replace(/ Integrated Care Board$/, '');
  const name = system.short_name.replace(/ PCN$/, '').replace(` (${district ?? ''})`, '');
  return group.showCodes ? withCode({ name, system }) : name;
}

function parentOf({ catalogue }: Release, { parent_id }: SystemRow): string | null {
  return parent_id === null ? null : (catalogue.systems.find(({ system_id }) => system_id === parent_id)?.short_name ?? null);
}
