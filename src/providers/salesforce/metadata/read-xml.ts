/** One element of a metadata file: its text, or the elements in it. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const depthMax = 20;

/**
 * Reads a metadata file: elements, text, and the five entities that XML knows. Undefined for anything else: document types
 * and entities of one’s own, which metadata never has, are not read.
 */
export function readXml(text: string): XmlElement | undefined {
  const source = text.replace(/^\uFEFF/, '').trim();
  const open: { name: string; text: string; children: XmlElement[] }[] = [];
  let root: XmlElement | undefined;
  let at = 0;
  for (const match of source.matchAll(token)) {
    const between = source.slice(at, match.index);
    const inner = open.at(-1);
    if (inner) inner.text += decoded(between);
    else if (between.trim() !== '') return undefined;
    at = match.index + match[0].length;
    const { cdata, close, name, empty } = match.groups ?? {};
    if (cdata !== undefined) {
      if (!inner) return undefined;
      inner.text += cdata;
    } else if (close !== undefined) {
      const ended = open.pop();
      if (ended?.name !== close) return undefined;
      const parent = open.at(-1);
      if (parent) parent.children.push(ended);
      else root = ended;
    } else if (name !== undefined) {
      if (root !== undefined || open.length >= depthMax) return undefined;
      if (empty === undefined) open.push({ name, text: '', children: [] });
      else if (inner) inner.children.push({ name, text: '', children: [] });
      else root = { name, text: '', children: [] };
    }
  }
  return open.length === 0 && source.slice(at).trim() === '' ? root : undefined;
}

/** Comments and instructions are passed over; what is no token is text. */
const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<\/(?<close>[\w:.-]+)\s*>|<(?<name>[\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(?<empty>\/)?>/g;

/** The text of the first element of a name in another; empty where there is none. */
export function textIn(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text.trim() ?? '';
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
