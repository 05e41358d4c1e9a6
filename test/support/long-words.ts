/** Words of three or more syllables that the pages for patients may use, with the reason; any other must be said in shorter words. */
export const longWords: ReadonlySet<string> = new Set([
  // Where care is given and what happens there: this is what it is called, on signs and by everybody.
  ...['hospital', 'hospitals', 'emergency', 'accident', 'department', 'appointments', 'practices', 'specialists'],
  // Illnesses and what is taken for them: the word on the letter and on the packet.
  ...['diabetes', 'cholesterol', 'insulin', 'medicine', 'medicines', 'mini-stroke', 'irregular'],
  // Names of schemes and of those who help: readers need them to find them.
  ...['medicare', 'medicare’s', 'advantage', 'original', 'insurance', 'assistance', 'integrated', 'liaison', 'manager'],
  // Names of months and countries in titles.
  ...['february', 'september', 'ireland', 'illinois'],
  // Common words that children of nine use, and no shorter one says the same.
  ...['another', 'average', 'difference', 'different', 'usual'],
]);
