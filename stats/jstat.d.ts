/** The part of jStat that is used here. The package ships no types. */
declare module 'jstat' {
  const jstat: Record<'normal' | 'gamma' | 'studentt' | 'beta', { cdf(...values: number[]): number; inv(...values: number[]): number }>;
  export default jstat;
}
