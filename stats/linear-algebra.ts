/**
 * The little dense linear algebra that the library needs. A design is a list of columns, each a Float64Array of one
 * value a row; a square matrix is a Float64Array by rows.
 */

export type Design = readonly Float64Array[];

/** A least-squares factor of a design of full rank. */
export interface Factor {
  /** Coefficients that bring the columns closest to `y`. */
  solve(y: Float64Array): Float64Array;
  /** (X'X)^-1. */
  inverse: Float64Array;
}

/** Columns that others explain to this share of their length count as collinear. */
const collinear = 1e-10;

/**
 * QR factor by Householder reflections (Golub & Van Loan, Matrix Computations, 5.2).
 *
 * @throws RangeError naming the column that the columns before it explain, or when rows are fewer than columns
 */
export function factor(design: Design): Factor {
  const size = design.length;
  const rows = design[0]?.length ?? 0;
  if (rows < size) throw new RangeError(`fewer rows than columns: ${rows} rows, ${size} columns`);
  const columns = design.map((column) => Float64Array.from(column));
  const r = new Float64Array(size * size);
  for (let k = 0; k < size; k += 1) {
    const reflector = columns[k] as Float64Array;
    const length = norm(reflector, k);
    const whole = norm(design[k] as Float64Array, 0);
    if (!(length > collinear * whole)) throw new RangeError(`column ${k} is a combination of the columns before it`);
    const first = reflector[k] as number;
    r[k * size + k] = first > 0 ? -length : length;
    reflector[k] = first - (r[k * size + k] as number);
    const scale = 1 / norm(reflector, k);
    for (let row = k; row < rows; row += 1) reflector[row] = (reflector[row] as number) * scale;
    for (let j = k + 1; j < size; j += 1) {
      reflect(reflector, columns[j] as Float64Array, k);
      r[k * size + j] = (columns[j] as Float64Array)[k] as number;
    }
  }
  return {
    solve(y) {
      const rotated = Float64Array.from(y);
      for (let k = 0; k < size; k += 1) reflect(columns[k] as Float64Array, rotated, k);
      return backSubstitute(r, size, rotated);
    },
    inverse: inverseGram(r, size),
  };
}

function norm(column: Float64Array, from: number): number {
  let sum = 0;
  for (let row = from; row < column.length; row += 1) sum += (column[row] as number) ** 2;
  return Math.sqrt(sum);
}

/** column -= 2 v (v . column), for rows from `from`. */
function reflect(v: Float64Array, column: Float64Array, from: number): void {
  let product = 0;
  for (let row = from; row < v.length; row += 1) product += (v[row] as number) * (column[row] as number);
  for (let row = from; row < v.length; row += 1) column[row] = (column[row] as number) - 2 * product * (v[row] as number);
}

/** Solves R x = y for upper triangular R. */
function backSubstitute(r: Float64Array, size: number, y: Float64Array): Float64Array {
  const x = new Float64Array(size);
  for (let k = size - 1; k >= 0; k -= 1) {
    let sum = y[k] as number;
    for (let j = k + 1; j < size; j += 1) sum -= (r[k * size + j] as number) * (x[j] as number);
    x[k] = sum / (r[k * size + k] as number);
  }
  return x;
}

/** (R'R)^-1 = R^-1 R^-T. */
function inverseGram(r: Float64Array, size: number): Float64Array {
  const columns = Array.from({ length: size }, (_, k) => {
    const unit = new Float64Array(size);
    unit[k] = 1;
    return backSubstitute(r, size, unit);
  });
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1) {
      let sum = 0;
      for (const column of columns) sum += (column[i] as number) * (column[j] as number);
      inverse[i * size + j] = sum;
    }
  return inverse;
}

/** Matrix times vector, for a square matrix. */
export function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const result = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    let sum = 0;
    for (let j = 0; j < size; j += 1) sum += (matrix[i * size + j] as number) * (vector[j] as number);
    result[i] = sum;
  }
  return result;
}

/** Product of two square matrices of `size` rows. */
export function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1)
    for (let k = 0; k < size; k += 1) {
      const value = a[i * size + k] as number;
      if (value === 0) continue;
      for (let j = 0; j < size; j += 1) result[i * size + j] = (result[i * size + j] as number) + value * (b[k * size + j] as number);
    }
  return result;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

/** Eigenvalues of a symmetric matrix, and eigenvectors: `vectors[k]` belongs to `values[k]`; in no stated order. */
export interface Eigen {
  values: Float64Array;
  vectors: Float64Array[];
}

/** By cyclic Jacobi rotations (Golub & Van Loan, 8.5): slow for large matrices, exact for small ones. */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = Array.from({ length: size }, (_, k) => {
    const vector = new Float64Array(size);
    vector[k] = 1;
    return vector;
  });
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let [off, whole] = [0, 0];
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1) {
        whole += (a[i * size + j] as number) ** 2;
        if (i !== j) off += (a[i * size + j] as number) ** 2;
      }
    if (off <= 1e-30 * whole) break;
    for (let p = 0; p < size - 1; p += 1) for (let q = p + 1; q < size; q += 1) rotate(a, size, vectors, p, q);
  }
  return { values: Float64Array.from({ length: size }, (_, k) => a[k * size + k] as number), vectors };
}

/** Makes the entry (p, q) zero. */
function rotate(a: Float64Array, size: number, vectors: Float64Array[], p: number, q: number): void {
  const entry = a[p * size + q] as number;
  if (entry === 0) return;
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * entry);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k += 1) {
    const [kp, kq] = [a[k * size + p] as number, a[k * size + q] as number];
    a[k * size + p] = cosine * kp - sine * kq;
    a[k * size + q] = sine * kp + cosine * kq;
  }
  for (let k = 0; k < size; k += 1) {
    const [pk, qk] = [a[p * size + k] as number, a[q * size + k] as number];
    a[p * size + k] = cosine * pk - sine * qk;
    a[q * size + k] = sine * pk + cosine * qk;
  }
  turn(vectors[p] as Float64Array, vectors[q] as Float64Array, cosine, sine);
}

function turn(p: Float64Array, q: Float64Array, cosine: number, sine: number): void {
  for (let k = 0; k < p.length; k += 1) {
    const [vp, vq] = [p[k] as number, q[k] as number];
    p[k] = cosine * vp - sine * vq;
    q[k] = sine * vp + cosine * vq;
  }
}
