/** What a system is set against. Further kinds are added here; each is computed by the build for every table. */
export interface Yardstick {
  id: string;
  title: string;
  /** Completes "compared with ...". */
  words: string;
  /** True when the system's own data cannot move it. */
  leaveOneOut: boolean;
  /** Display only: never the basis of a band or a rank. */
  displayOnly: boolean;
}

export const yardsticks: readonly Yardstick[] = [
  { id: 'others', title: 'All other systems', words: 'all other systems of its level taken together', leaveOneOut: true, displayOnly: false },
  { id: 'all', title: 'All systems', words: 'all systems of its level taken together, itself included', leaveOneOut: false, displayOnly: true },
];

export const defaultYardstick = 'others';
