import picocolors from 'picocolors';

/**
 * What a piece of text stands for. Hue is kept for evidence and severity; everything else is plain, strong or
 * faint. Nothing is said by ink alone: glyphs and words say it too.
 */
export type Ink =
  | 'plain'
  | 'strong'
  | 'faint'
  | 'used'
  | 'unused'
  | 'unknown'
  | 'denied'
  | 'beyond'
  | 'severity';

export type Paint = (text: string, ink: Ink) => string;

/** Gives the painter of an output; the sixteen basic colours follow the reader's own terminal theme. */
export function createPaint(hasColor: boolean): Paint {
  const colors = picocolors.createColors(hasColor);
  const paints: Readonly<Record<Ink, (text: string) => string>> = {
    plain: (text) => text,
    strong: colors.bold,
    faint: colors.dim,
    used: colors.cyan,
    unused: colors.yellow,
    unknown: colors.gray,
    denied: colors.magenta,
    beyond: colors.blue,
    severity: colors.red,
  };
  return (text, ink) => paints[ink](text);
}
