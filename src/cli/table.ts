// Rows of text in aligned columns that fit a terminal.

import { cutEnd, cutStart, widthOf } from './printable.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** What is lost when the table is too wide: the end of a name, the beginning of a path; nothing by default. */
  readonly cut?: 'end' | 'start';
}

const gap = '  ';

/**
 * Lines of the table, its titles first, none wider than `width` as long as the columns that may be cut allow it.
 * The widest column that may be cut gives way first.
 */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): readonly string[] {
  const all = [columns.map((column) => column.title), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => widthOf(row[index]!))));
  shrink(columns, widths, width - gap.length * (columns.length - 1));
  return all.map((row) =>
    columns
      .map((column, index) => padTo(row[index]!, column, widths[index]!))
      .join(gap)
      .trimEnd(),
  );
}

function shrink(columns: readonly Column[], widths: number[], available: number): void {
  const least = 8;
  for (let over = sum(widths) - available; over > 0; over--) {
    let widest = -1;
    for (const [index, column] of columns.entries()) {
      if (column.cut !== undefined && widths[index]! > least && (widest < 0 || widths[index]! > widths[widest]!)) widest = index;
    }
    if (widest < 0) return;
    widths[widest]!--;
  }
}

function padTo(text: string, column: Column, width: number): string {
  const cut = column.cut === 'start' ? cutStart(text, width) : column.cut === 'end' ? cutEnd(text, width) : text;
  const space = ' '.repeat(Math.max(0, width - widthOf(cut)));
  return column.align === 'right' ? space + cut : cut + space;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
