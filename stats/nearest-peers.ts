import { type Scale, scalesOf } from './characteristics.ts';
import { type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { sampleQuantile } from './sample-quantile.ts';

export interface PeerOptions {
  /** How many peers each unit has. */
  k: number;
}

/** Peers of K units, which are numbered by their rows. */
export interface Peers {
  /** K x K distances by rows, in standard deviations: symmetric, 0 on the diagonal. */
  distance: Float64Array;
  /** For each unit its k nearest others, nearest first; of equal distances the lower row first. */
  nearest: Int32Array[];
  /** 90th percentile (type 7) of the distances of all pairs. */
  far: number;
  /** 1 where the k-th nearest is further away than `far`: no good peers. */
  noGoodPeers: Uint8Array;
  /** 1 where some characteristic was not known and taken as the mean of all. */
  imputed: Uint8Array;
}

/** Share of all pair distances within which a peer is thought alike. */
const farQuantile = 0.9;

/**
 * The k units most like each unit: nearest by Euclidean distance over characteristics (one column each, one place a
 * unit), each standardised by its mean and standard deviation over the units of which it is known, so that their units do
 * not matter. An unknown value (null) counts as the mean and is flagged; a characteristic that is the same everywhere adds
 * nothing. Characteristics describe what a unit cannot choose (who lives there), never outcomes: a unit's own results must
 * not choose its peers. All characteristics weigh the same, so that two that say the same count twice.
 *
 * Null with fewer than k + 1 units, or where no characteristic differs between units.
 *
 * Stuart EA. Matching methods for causal inference: a review and a look forward. Statistical Science 2010;25:1-21.
 *
 * @throws RangeError naming row, characteristic and value where one is not finite, or when k is not a whole number from 1
 */
export function nearestPeers(characteristics: readonly NumbersIn[], { k }: PeerOptions): Peers | null {
  if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`number of peers must be a whole number of at least 1: ${k}`);
  const units = characteristics[0]?.length ?? 0;
  const scales = scalesOf(characteristics);
  if (units < k + 1 || scales.every(({ standardDeviation }) => standardDeviation === 0)) return null;
  const distance = distances(characteristics.map((column, c) => standardised(column, scales[c] as Scale)));
  const far = sampleQuantile(pairs(distance, units), farQuantile) as number;
  const nearest = Array.from({ length: units }, (_, unit) => nearestTo(distance.subarray(unit * units, (unit + 1) * units), unit, k));
  return {
    distance,
    nearest,
    far,
    noGoodPeers: Uint8Array.from(nearest, (peers, unit) => ((distance[unit * units + (peers[k - 1] as number)] as number) > far ? 1 : 0)),
    imputed: Uint8Array.from({ length: units }, (_, unit) => (characteristics.some((column) => (column[unit] ?? null) === null) ? 1 : 0)),
  };
}

/** In standard deviations from the mean; 0 where not known, and throughout where nothing differs. */
function standardised(column: NumbersIn, { mean, standardDeviation }: Scale): Float64Array {
  return Float64Array.from({ length: column.length }, (_, unit) => {
    const value = column[unit] ?? null;
    return value === null || standardDeviation === 0 ? 0 : (value - mean) / standardDeviation;
  });
}

function distances(columns: readonly Float64Array[]): Float64Array {
  const units = columns[0]?.length ?? 0;
  const distance = new Float64Array(units * units);
  for (const column of columns)
    for (let i = 0; i < units; i += 1) {
      const own = column[i] as number;
      for (let j = 0; j < i; j += 1) distance[i * units + j] = (distance[i * units + j] as number) + (own - (column[j] as number)) ** 2;
    }
  for (let i = 0; i < units; i += 1)
    for (let j = 0; j < i; j += 1) {
      const root = Math.sqrt(distance[i * units + j] as number);
      distance[i * units + j] = root;
      distance[j * units + i] = root;
    }
  return distance;
}

/** Distances of all pairs, in ascending order. */
function pairs(distance: Float64Array, units: number): Float64Array {
  const list = new Float64Array((units * (units - 1)) / 2);
  let place = 0;
  for (let i = 1; i < units; i += 1)
    for (let j = 0; j < i; j += 1) {
      list[place] = distance[i * units + j] as number;
      place += 1;
    }
  return list.sort();
}

/** Rows come in order, so that of equal distances the lower row stays ahead. */
function nearestTo(distance: Float64Array, unit: number, k: number): Int32Array {
  const nearest: number[] = [];
  for (let other = 0; other < distance.length; other += 1) {
    const far = distance[other] as number;
    if (other === unit || (nearest.length === k && far >= (distance[nearest[k - 1] as number] as number))) continue;
    let place = Math.min(nearest.length, k - 1);
    for (; place > 0 && far < (distance[nearest[place - 1] as number] as number); place -= 1) nearest[place] = nearest[place - 1] as number;
    nearest[place] = other;
  }
  return Int32Array.from(nearest);
}

/** How like its peers a unit is: one place a characteristic. */
export interface Balance {
  /** (own - mean of the peers) / standard deviation over all units. */
  difference: Column;
  /** 1 where the difference is more than 0.25 either way. */
  large: Uint8Array;
}

/** Standardised differences above this are too large to be taken out by adjustment. */
const largeDifference = 0.25;

/**
 * Standardised difference of a unit from the mean of its peers in each characteristic. Not defined where the unit's own
 * value or that of all peers is not known, or where no unit differs; peers of which it is not known are left out.
 *
 * Rubin DB. Using propensity scores to help design observational studies. Health Serv Outcomes Res Methodol
 * 2001;2:169-188 (differences above 0.25).
 *
 * @throws RangeError naming row, characteristic and value where one is not finite, or a unit that is not a row
 */
export function balance(characteristics: readonly NumbersIn[], members: ArrayLike<number>, unit: number): Balance {
  const units = characteristics[0]?.length ?? 0;
  for (const row of [unit, ...Array.from(members)])
    if (!(Number.isInteger(row) && row >= 0 && row < units)) throw new RangeError(`unit must be a row from 0 to ${units - 1}: ${row}`);
  const difference = emptyColumn(characteristics.length);
  for (const [c, { standardDeviation }] of scalesOf(characteristics).entries()) {
    const column = characteristics[c] as NumbersIn;
    const own = column[unit] ?? null;
    const peers = Array.from(members, (member) => column[member] ?? null).filter((value) => value !== null);
    if (own === null || peers.length === 0 || standardDeviation === 0) continue;
    const mean = peers.reduce((sum, value) => sum + value, 0) / peers.length;
    setAt(difference, c, (own - mean) / standardDeviation);
  }
  return { difference, large: Uint8Array.from(difference.values, (value) => (Math.abs(value) > largeDifference ? 1 : 0)) };
}
