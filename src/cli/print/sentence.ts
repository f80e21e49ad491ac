import { type Line, lineWidth, type Run, run } from './run.ts';
import { count, dates, span } from './words.ts';
import { wrap } from './wrap.ts';

/** Blanks at the left edge of everything printed. */
export const margin = 2;

/** The first line of a page: whose it is, and the window it speaks of. */
export function title(window: { readonly from: string; readonly to: string }, width: number): Line[] {
  const when = `${dates(window)}, ${span(window.from, window.to)}, UTC`;
  return [[], ...wrap([run('▣ Scopelight', 'strong'), run(`  ${when}`, 'faint')], { width, indent: margin })];
}

/** A section begins with what it concludes; what it is about follows faintly, where there is room. */
export function heading(conclusion: string, width: number, about = ''): Line[] {
  const first = wrap([run(conclusion, 'strong')], { width, indent: margin });
  if (about === '') return [[], ...first];
  const beside = [run(conclusion, 'strong'), run(`  ${about}`, 'faint')];
  const fits = margin + lineWidth(beside) <= width;
  return [[], ...(fits ? [[run(' '.repeat(margin)), ...beside]] : [...first, ...basis(about, width)])];
}

/** A paragraph of text, broken at the edge of the terminal or at what still reads well. */
export function paragraph(parts: Line, width: number): Line[] {
  return wrap(parts, { width: Math.min(width, readableWidth), indent: margin });
}

/** One point of a list; its further lines hang under its text. */
export function point(parts: Line, width: number, bullet: Run = run('·', 'faint')): Line[] {
  const hang = bullet.width + 1;
  return wrap([bullet, run(' '), ...parts], { width: Math.min(width, readableWidth), indent: margin, hang });
}

/** Says that a list goes on, and where the rest is; nothing when it does not. */
export function andMore(rest: number, width: number): Line[] {
  if (rest <= 0) return [];
  return wrap([run(`and ${count(rest)} more; --json lists all`, 'faint')], { width, indent: margin });
}

/** How we know: ends every section that concludes. */
export function basis(text: string, width: number): Line[] {
  return wrap([run(text, 'faint')], { width, indent: margin });
}

/** Commands to paste, each on a line of its own and never broken; what they do stands beside or below. */
export function commands(steps: readonly Step[], width: number): Line[] {
  const longest = Math.max(...steps.map(({ text }) => text.length));
  const isBeside = steps.every(({ about }) => stepIndent + longest + stepGap + about.length <= width);
  const indent = run(' '.repeat(stepIndent));
  return steps.flatMap(({ text, about }) => {
    const parts: Line = [indent, run(text)];
    if (isBeside) return [[...parts, run(' '.repeat(longest - text.length + stepGap)), run(about, 'faint')]];
    return [...wrap([run(about, 'faint')], { width, indent: margin }), parts];
  });
}

/** A command, and what it is good for. */
export interface Step {
  readonly text: string;
  readonly about: string;
}

const stepIndent = 4;
const stepGap = 3;
const readableWidth = 110;
