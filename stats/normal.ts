/** Confidence levels that are published: 95% for intervals, 95% and 99.8% for control limits. */
export type Confidence = 0.95 | 0.998;

/**
 * Standard normal deviate that leaves `confidence` between plus and minus itself.
 * Values to 16 digits, from Φ⁻¹(0.975) and Φ⁻¹(0.999); 99.8% is not "3 sigma" (which is 99.73%).
 */
export const normalDeviate: Readonly<Record<Confidence, number>> = {
  0.95: 1.959963984540054,
  0.998: 3.090232306167813,
};
