import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rule } from '../../analysis/findings/rule.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Muting } from '../../model/mutes.ts';
import { type Mute, readMutes } from './mute-findings.ts';

/**
 * The file in which people keep what they do not want to be told, and why. It is read whenever it is asked, since people
 * change it by hand, too; what it holds besides stays as it is.
 */
export class MuteFile {
  readonly path: string;
  readonly #userRules: readonly Rule[];

  constructor(path: string, userRules: readonly Rule[] = []) {
    this.path = path;
    this.#userRules = userRules;
  }

  /**
   * The whole text; empty as long as nothing was written to it.
   * @throws {ScopelightError} `input.not-found` when it cannot be read
   */
  text(): string {
    if (!existsSync(this.path)) return '';
    try {
      return readFileSync(this.path, 'utf8');
    } catch (cause) {
      throw new ScopelightError('input.not-found', `the mutes in \`${this.path}\` cannot be read`, {
        cause,
        hint: 'name a text file with a finding’s id or a rule on each line',
      });
    }
  }

  /** @throws {ScopelightError} `usage.invalid` where a line mutes nothing that could exist */
  mutes(): readonly Mute[] {
    return readMutes(this.text(), this.path, this.#userRules);
  }

  /** Mutes one finding, in place of what was said of it before. */
  mute(id: string, { reason, until }: Muting): void {
    const words = reason.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
    const line = `${id}${until === undefined ? '' : ` until ${until}`} # ${words}`;
    this.#write([...this.#without(id), line]);
  }

  /**
   * Has one finding told again.
   * @throws {ScopelightError} `subject.not-found` where no line mutes it alone
   */
  reopen(id: string): void {
    const left = this.#without(id);
    if (left.length === this.#lines().length) {
      throw new ScopelightError('subject.not-found', `no line of \`${this.path}\` mutes \`${id}\` alone`, {
        hint: 'a rule that is muted there may stand for it: change that line by hand',
      });
    }
    this.#write(left);
  }

  #lines(): string[] {
    return this.text()
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
  }

  #without(id: string): string[] {
    return this.#lines().filter((line) => line.trim().split(/\s/)[0] !== id);
  }

  /** In one step, so that a crash leaves the old file or the new one. */
  #write(lines: readonly string[]): void {
    const text = `${lines.filter((line, at) => at > 0 || line !== '').join('\n')}\n`;
    readMutes(text, this.path, this.#userRules);
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.next`, text);
    renameSync(`${this.path}.next`, this.path);
  }
}
