/**
 * The part of a document that Observable Plot uses to build SVG: elements, text and attributes.
 * Much quicker and smaller than a browser's document; a test holds its output against jsdom, byte for byte.
 */

/** The namespace in which charts are drawn. */
export const svgNamespace = 'http://www.w3.org/2000/svg';
const attributeNamespaces: Record<string, string> = { 'http://www.w3.org/1999/xlink': 'xlink', 'http://www.w3.org/XML/1998/namespace': 'xml' };
const validName = /^[A-Za-z_][\w:.-]*$/;

/** What the serialiser reads; a browser's nodes have it too. */
export interface DrawnNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<DrawnNode>;
}

class TextNode implements DrawnNode {
  readonly nodeType = 3;
  readonly nodeName = '#text';
  readonly childNodes: DrawnNode[] = [];
  parentNode: ShimElement | null = null;
  nodeValue: string;

  constructor(text: string) {
    this.nodeValue = text;
  }

  get textContent(): string {
    return this.nodeValue;
  }
}

type ShimNode = ShimElement | TextNode;

class ShimElement implements DrawnNode {
  readonly nodeType = 1;
  readonly nodeValue = null;
  readonly nodeName: string;
  readonly namespaceURI: string;
  readonly ownerDocument: ShimDocument;
  readonly childNodes: ShimNode[] = [];
  parentNode: ShimElement | null = null;
  readonly #attributes = new Map<string, string>();

  constructor(ownerDocument: ShimDocument, namespaceURI: string, name: string) {
    if (!validName.test(name)) throw new Error(`not an element name: ${name}`);
    this.ownerDocument = ownerDocument;
    this.namespaceURI = namespaceURI;
    this.nodeName = name;
  }

  get attributes(): { name: string; value: string }[] {
    return [...this.#attributes].map(([name, value]) => ({ name, value }));
  }
  get style(): { setProperty: (name: string, value: string) => void; removeProperty: (name: string) => void } {
    return {
      setProperty: (name, value) => this.setAttribute('style', `${this.#attributes.has('style') ? `${this.#attributes.get('style')} ` : ''}${name}: ${value};`),
      removeProperty: () => {},
    };
  }
  get children(): ShimElement[] {
    return this.childNodes.filter((node) => node instanceof ShimElement);
  }
  get firstChild(): ShimNode | null {
    return this.childNodes[0] ?? null;
  }
  get lastChild(): ShimNode | null {
    return this.childNodes.at(-1) ?? null;
  }
  get nextSibling(): ShimNode | null {
    const siblings: ShimNode[] = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }
  get textContent(): string {
    return this.childNodes.map((node) => node.textContent).join('');
  }
  set textContent(text: string) {
    for (const node of this.childNodes) node.parentNode = null;
    this.childNodes.length = 0;
    if (text !== '') this.appendChild(new TextNode(String(text)));
  }

  setAttribute(name: string, value: unknown): void {
    if (!validName.test(name)) throw new Error(`not an attribute name: ${name}`);
    this.#attributes.set(name, String(value));
  }
  setAttributeNS(namespace: string | null, name: string, value: unknown): void {
    const prefix = namespace === null ? undefined : attributeNamespaces[namespace];
    this.setAttribute(prefix === undefined || name.includes(':') ? name : `${prefix}:${name}`, value);
  }
  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }
  hasAttribute(name: string): boolean {
    return this.#attributes.has(name);
  }
  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }

  insertBefore<N extends ShimNode>(node: N, before: ShimNode | null): N {
    node.parentNode?.removeChild(node);
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before);
    this.childNodes.splice(at, 0, node);
    node.parentNode = this;
    return node;
  }
  appendChild<N extends ShimNode>(node: N): N {
    return this.insertBefore(node, null);
  }
  append(...nodes: (ShimNode | string)[]): void {
    for (const node of nodes) this.appendChild(typeof node === 'string' ? new TextNode(node) : node);
  }
  removeChild<N extends ShimNode>(node: N): N {
    this.childNodes.splice(this.childNodes.indexOf(node), 1);
    node.parentNode = null;
    return node;
  }
  remove(): void {
    this.parentNode?.removeChild(this);
  }
}

export class ShimDocument {
  readonly documentElement: ShimElement = new ShimElement(this, 'http://www.w3.org/1999/xhtml', 'html');

  createElementNS(namespace: string, name: string): ShimElement {
    return new ShimElement(this, namespace, name);
  }
  createElement(name: string): ShimElement {
    return this.createElementNS(this.documentElement.namespaceURI, name);
  }
  createTextNode(text: string): TextNode {
    return new TextNode(text);
  }
}
