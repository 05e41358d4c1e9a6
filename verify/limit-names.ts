/** Names of limits in the keys: `lowercl` for one level, `lower95_0cl` and `lower99_8cl` for two. */
export function limitNames(confidence: number, levels: number): [lower: string, upper: string] {
  const level = levels === 1 ? '' : (confidence * 100).toFixed(1).replace('.', '_');
  return [`lower${level}cl`, `upper${level}cl`];
}
