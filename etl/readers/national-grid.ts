/** Metres east and north on the British National Grid. */
export interface GridPoint {
  east: number;
  north: number;
}

interface Ellipsoid {
  /** Semi-axes in metres. */
  a: number;
  b: number;
}

const wgs84: Ellipsoid = { a: 6_378_137, b: 6_356_752.3142 };
const airy1830: Ellipsoid = { a: 6_377_563.396, b: 6_356_256.909 };
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const seconds = (of: number): number => radians(of / 3600);
const eccentricity = ({ a, b }: Ellipsoid): number => 1 - b ** 2 / a ** 2;

/** From WGS 84 to OSGB36: metres, parts in a million and seconds of arc. */
const shift = { x: -446.448, y: 125.157, z: -542.06, scale: 20.4894e-6, rx: seconds(-0.1502), ry: seconds(-0.247), rz: seconds(-0.8421) } as const;

/**
 * Where a place of known latitude and longitude (WGS 84, degrees) lies on the British National Grid, to about five
 * metres: the seven-parameter transformation to OSGB36, and the transverse Mercator projection of the grid.
 * Ordnance Survey, *A guide to coordinate systems in Great Britain*, section 6.6 and annexes B and C.
 */
export function nationalGrid(latitude: number, longitude: number): GridPoint {
  const [x, y, z] = cartesian(radians(latitude), radians(longitude), wgs84);
  const s = 1 + shift.scale;
  const [phi, lambda] = geodetic(
    shift.x + s * x - shift.rz * y + shift.ry * z,
    shift.y + shift.rz * x + s * y - shift.rx * z,
    shift.z - shift.ry * x + shift.rx * y + s * z,
  );
  return projected(phi, lambda);
}

function cartesian(phi: number, lambda: number, ellipsoid: Ellipsoid): [number, number, number] {
  const e2 = eccentricity(ellipsoid);
  const nu = ellipsoid.a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  return [nu * Math.cos(phi) * Math.cos(lambda), nu * Math.cos(phi) * Math.sin(lambda), nu * (1 - e2) * Math.sin(phi)];
}

/** Latitude and longitude on Airy’s ellipsoid, by iteration. */
function geodetic(x: number, y: number, z: number): [number, number] {
  const e2 = eccentricity(airy1830);
  const p = Math.hypot(x, y);
  let phi = Math.atan2(z, p * (1 - e2));
  for (let i = 0; i < 8; i++) {
    const nu = airy1830.a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
    phi = Math.atan2(z + e2 * nu * Math.sin(phi), p);
  }
  return [phi, Math.atan2(y, x)];
}

/** The true origin is 49° N, 2° W; the scale on the central meridian 0.9996012717. */
const grid = { scale: 0.9996012717, phi: radians(49), lambda: radians(-2), east: 400_000, north: -100_000 } as const;

/** Transverse Mercator: latitude and longitude on Airy’s ellipsoid, in radians, to the grid (annex C.1). */
export function projected(phi: number, lambda: number): GridPoint {
  const { a, b } = airy1830;
  const e2 = eccentricity(airy1830);
  const nu = (a * grid.scale) / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  const rho = (a * grid.scale * (1 - e2)) / (1 - e2 * Math.sin(phi) ** 2) ** 1.5;
  const eta2 = nu / rho - 1;
  const [sin, cos, t2] = [Math.sin(phi), Math.cos(phi), Math.tan(phi) ** 2];
  const d = lambda - grid.lambda;
  return {
    east:
      grid.east +
      nu * cos * d +
      (nu / 6) * cos ** 3 * (nu / rho - t2) * d ** 3 +
      (nu / 120) * cos ** 5 * (5 - 18 * t2 + t2 ** 2 + 14 * eta2 - 58 * t2 * eta2) * d ** 5,
    north:
      grid.north +
      meridian(phi, (a - b) / (a + b)) +
      (nu / 2) * sin * cos * d ** 2 +
      (nu / 24) * sin * cos ** 3 * (5 - t2 + 9 * eta2) * d ** 4 +
      (nu / 720) * sin * cos ** 5 * (61 - 58 * t2 + t2 ** 2) * d ** 6,
  };
}

/** Length of the meridian from the true origin, in metres on the grid. */
function meridian(phi: number, n: number): number {
  const [difference, sum] = [phi - grid.phi, phi + grid.phi];
  return (
    airy1830.b *
    grid.scale *
    ((1 + n + 1.25 * n ** 2 + 1.25 * n ** 3) * difference -
      (3 * n + 3 * n ** 2 + 2.625 * n ** 3) * Math.sin(difference) * Math.cos(sum) +
      1.875 * (n ** 2 + n ** 3) * Math.sin(2 * difference) * Math.cos(2 * sum) -
      (35 / 24) * n ** 3 * Math.sin(3 * difference) * Math.cos(3 * sum))
  );
}
