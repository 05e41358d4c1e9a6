/** The part of jStat that is used here. The package ships no types. */
declare module 'jstat' {
  const jstat: { gamma: { inv(probability: number, shape: number, scale: number): number } };
  export default jstat;
}
