/**
 * @typedef {{ line: number, text: string }} Piece something in the text, and the line it starts on
 * @typedef {{ line: number, language: string, code: string, isClosed: boolean }} Fence
 * @typedef {{ links: Piece[], codeSpans: Piece[], fences: Fence[], anchors: Set<string> }} Markdown
 */

/**
 * Reads of a Markdown document what can be checked: link targets, inline code, fenced blocks, anchors.
 * @param {string} text
 * @returns {Markdown}
 */
export function readMarkdown(text) {
  const { prose, fences } = splitFences(text);
  const anchors = anchorsOf(prose);
  /** @type {Piece[]} */
  const links = [];
  /** @type {Piece[]} */
  const codeSpans = [];
  for (const { line, text: content } of prose) {
    for (const [, code = ''] of content.matchAll(/`([^`]+)`/g)) codeSpans.push({ line, text: code });
    const plain = content.replace(/`[^`]*`/g, '');
    for (const [, target = ''] of plain.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)) {
      links.push({ line, text: target });
    }
    const [, reference] = /^\s{0,3}\[[^\]]+\]:\s+<?(\S+?)>?\s*$/.exec(plain) ?? [];
    if (reference !== undefined) links.push({ line, text: reference });
  }
  return { links, codeSpans, fences, anchors };
}

/** @param {string} text */
function splitFences(text) {
  /** @type {Piece[]} */
  const prose = [];
  /** @type {Fence[]} */
  const fences = [];
  /** @type {{ mark: string, fence: Fence } | undefined} */
  let open;
  for (const [index, content] of text.split('\n').entries()) {
    const [, mark = '', language = ''] = /^\s{0,3}(`{3,}|~{3,})\s*(\S*)/.exec(content) ?? [];
    if (open === undefined && mark !== '') {
      open = { mark, fence: { line: index + 1, language, code: '', isClosed: false } };
      fences.push(open.fence);
    } else if (open !== undefined && mark.startsWith(open.mark) && language === '') {
      open.fence.isClosed = true;
      open = undefined;
    } else if (open !== undefined) {
      open.fence.code += `${content}\n`;
    } else {
      prose.push({ line: index + 1, text: content });
    }
  }
  return { prose, fences };
}

/**
 * The ids that code hosts give to headings, and those written out in HTML.
 * @param {readonly Piece[]} prose
 */
function anchorsOf(prose) {
  /** @type {Set<string>} */
  const anchors = new Set();
  for (const { text } of prose) {
    for (const [, id = ''] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
    const [, heading] = /^#{1,6}\s+(.+?)\s*#*$/.exec(text) ?? [];
    if (heading === undefined) continue;
    const slug = slugOf(heading);
    for (let copy = 0; ; copy += 1) {
      const anchor = copy === 0 ? slug : `${slug}-${copy}`;
      if (anchors.has(anchor)) continue;
      anchors.add(anchor);
      break;
    }
  }
  return anchors;
}

/** @param {string} heading */
function slugOf(heading) {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
