import type { DrawnNode } from './document.ts';

/** `exact` prints every node as it is; `page` drops what a strict content policy refuses and rounds coordinates. */
export type SerialiseMode = 'exact' | 'page';

const escapeText = (text: string): string => text.replace(/[&<>\u00a0]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&nbsp;'));
const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;');

const geometry = new Set(['d', 'transform', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'points']);

/** A hundredth of a pixel cannot be seen, and a third of the bytes goes. */
const roundNumbers = (text: string): string => text.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)) + 0));

/** SVG or HTML text of a drawn node. */
export function serialise(node: DrawnNode, mode: SerialiseMode = 'page'): string {
  if (node.nodeType === 3) return escapeText(node.nodeValue ?? '');
  const name = node.nodeName;
  // Inline styles are refused by the content policy: views/assets/yardstick.css has their rules.
  if (mode === 'page' && name === 'style') return '';
  let text = `<${name}`;
  for (const attribute of node.attributes ?? []) {
    if (mode === 'page' && isDropped(name, attribute.name)) continue;
    const value = mode === 'page' && geometry.has(attribute.name) ? roundNumbers(attribute.value) : attribute.value;
    text += ` ${attribute.name}="${escapeAttribute(value)}"`;
  }
  text += '>';
  for (const child of node.childNodes) text += serialise(child, mode);
  return `${text}</${name}>`;
}

/** A label on a group without a role is not allowed in ARIA; the chart's own title and description say more. */
const isDropped = (element: string, attribute: string): boolean => attribute === 'style' || (element === 'g' && attribute.startsWith('aria-'));
