// Icons as inline SVG: a font may lack a glyph, a path never does.

const paths = {
  fit: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4',
  fitSelection: 'M2 3v10M14 3v10M5 8h6M5 8l2-2M5 8l2 2M11 8l-2-2M11 8l-2 2',
  undo: 'M6 3L2.5 6.5 6 10M3 6.5h6.5a4 4 0 010 8H7',
  redo: 'M10 3l3.5 3.5L10 10M13 6.5H6.5a4 4 0 000 8H9',
  fold: 'M2 4h12M2 12h12M5 8h6M8 5.5v5',
  follow: 'M2 8h9M7.5 4.5L11 8l-3.5 3.5M14 3v10',
  pause: 'M5.5 3v10M10.5 3v10',
  search: 'M7 2.5a4.5 4.5 0 110 9 4.5 4.5 0 010-9zM10.5 10.5L14 14',
  legend: 'M2.5 3.5h3v3h-3zM2.5 9.5h3v3h-3zM8 5h6M8 11h6',
  keys: 'M1.5 4h13v8h-13zM4 6.5h.5M7 6.5h.5M10 6.5h.5M4.5 9.5h7',
  look: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 2v12M8 5.5h4.5M8 8h6M8 10.5h4.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  open: 'M5.5 3.5l5 4.5-5 4.5',
  shut: 'M3.5 5.5L8 10.5l4.5-5',
  alarm: 'M8 2l6.5 11.5h-13zM8 6.5V10M8 11.8v.2',
  rows: 'M2 3h12M2 6.3h12M2 9.6h12M2 13h12',
} as const;
export type IconName = keyof typeof paths;

export function icon(name: IconName): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
