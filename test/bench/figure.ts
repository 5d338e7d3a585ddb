// One measured figure, with what it is held against, and how figures are printed.

export interface Figure {
  /** Stable: the baseline knows it by this name. */
  readonly name: string;
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly unit: string;
  readonly target?: number;
  readonly floor?: number;
  /** Whether less is better; true when left out. */
  readonly lessIsBetter?: boolean;
  readonly note?: string;
}

export type Benchmark = () => Promise<readonly Figure[]>;

/** The figure of several values. */
export function figureOf(
  name: string,
  unit: string,
  values: readonly number[],
  held: Pick<Figure, 'target' | 'floor' | 'lessIsBetter' | 'note'> = {},
): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return { name, unit, median: sorted[sorted.length >> 1]!, minimum: sorted[0]!, maximum: sorted.at(-1)!, ...held };
}

const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

/** A line for people: figure, spread, target, floor, and the baseline's figure when there is one. */
export function formatFigure(figure: Figure, baseline: number | undefined): string {
  const better = figure.lessIsBetter !== false;
  const reached =
    figure.target === undefined ? '' : (better ? figure.median <= figure.target : figure.median >= figure.target) ? ' reached' : ' missed';
  return [
    figure.name.padEnd(48),
    `${short(figure.median)} ${figure.unit}`.padStart(12),
    `(${short(figure.minimum)} – ${short(figure.maximum)})`.padStart(20),
    figure.target === undefined ? '' : `target ${better ? '≤' : '≥'} ${short(figure.target)}${reached}`,
    figure.floor === undefined ? '' : `floor ${short(figure.floor)}`,
    baseline === undefined ? '' : `baseline ${short(baseline)}`,
    figure.note ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ');
}
