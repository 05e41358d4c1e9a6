import { characteristicById, characteristics } from '../../data/characteristics.ts';
import { type MarketCell, marketCell } from '../formats/cells.ts';
import { difference, number, percentage } from '../formats/numbers.ts';
import { declaredLevel } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import type { Peer, PeerBalance } from '../queries/system-analysis.ts';

interface BalanceCells {
  title: string;
  own: string;
  peers: string;
  difference: string;
  unbalanced: boolean;
}

export interface PeersView {
  peers: { position: number; id: string; name: string; href: string; market: MarketCell; distance: string }[];
  balance: BalanceCells[];
  noGoodPeers: boolean;
  /** Characteristics on which it differs from its peers, in words; null where it differs on none. */
  unlike: string | null;
  matchedOn: string;
}

/** A system's nearest peers, how near they are, and how like it they are together. */
export function peersView(
  context: EditionContext,
  { level, peers, balance }: { level: string; peers: readonly Peer[]; balance: readonly PeerBalance[] },
): PeersView {
  const { edition } = context;
  const cells = balanceCells(balance);
  const unlike = cells.filter(({ unbalanced }) => unbalanced).map(({ title }) => lowerCase(title));
  return {
    peers: peers.map((peer) => ({
      position: peer.position,
      id: peer.peer_id,
      name: peer.short_name,
      href: `/${edition.id}/systems/${peer.peer_id}`,
      market: marketCell(peer.market_type),
      distance: number(peer.distance, 2),
    })),
    balance: cells,
    noGoodPeers: balance.some(({ no_good_peers }) => no_good_peers === 1),
    unlike: unlike.length === 0 ? null : unlike.join('; '),
    matchedOn: (declaredLevel(context, level)?.characteristics ?? []).map((id) => lowerCase(characteristicById.get(id)?.title ?? id)).join('; '),
  };
}

/** In the order in which characteristics are declared. */
function balanceCells(balance: readonly PeerBalance[]): BalanceCells[] {
  return characteristics.flatMap(({ id, title, print }) => {
    const row = balance.find(({ characteristic }) => characteristic === id);
    if (row === undefined) return [];
    const printed = (value: number): string => (print === 'people' ? number(Math.exp(value)) : percentage(value, 1));
    return [{ title, own: printed(row.own), peers: printed(row.peers), difference: difference(row.difference, 2), unbalanced: row.unbalanced === 1 }];
  });
}

const lowerCase = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);
