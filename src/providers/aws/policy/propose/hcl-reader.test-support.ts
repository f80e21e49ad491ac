/** Reads the value that `jsonencode(…)` is given, as Terraform would: strings are templates, and none may interpolate. */
export function readHcl(text: string): unknown {
  const reader = new HclReader(text);
  const value = reader.value();
  reader.end();
  return value;
}

class HclReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): unknown {
    this.#skip();
    const sign = this.#text[this.#at];
    if (sign === '{') return this.#fields();
    if (sign === '[') return this.#items();
    return this.#string();
  }

  end(): void {
    this.#skip();
    if (this.#at !== this.#text.length)
      throw new Error(`more follows: ${this.#text.slice(this.#at, this.#at + 40)}`);
  }

  #fields(): unknown {
    const fields: [string, unknown][] = [];
    this.#at += 1;
    for (;;) {
      this.#skip();
      if (this.#take(/\}/y) !== undefined) return Object.fromEntries(fields);
      const key = this.#take(/[A-Za-z]\w*/y) ?? this.#string();
      this.#skip();
      this.#need(/=/y);
      fields.push([key, this.value()]);
    }
  }

  #items(): unknown {
    const items: unknown[] = [];
    this.#at += 1;
    for (;;) {
      this.#skip();
      if (this.#take(/\]/y) !== undefined) return items;
      items.push(this.value());
      this.#skip();
      this.#need(/,/y);
    }
  }

  #string(): string {
    this.#need(/"/y);
    let text = '';
    for (;;) {
      if (this.#take(/"/y) !== undefined) return text;
      const sign =
        this.#take(/\$\$\{|%%\{/y)?.slice(1) ?? this.#escaped() ?? this.#take(/(?!\$\{|%\{)[^"\\\n]/y);
      if (sign === undefined) throw new Error(`no text: ${this.#text.slice(this.#at, this.#at + 40)}`);
      text += sign;
    }
  }

  #escaped(): string | undefined {
    const found = this.#take(/\\(?:[nrt"\\]|u[0-9a-f]{4})/y);
    return found === undefined ? undefined : String(JSON.parse(`"${found}"`));
  }

  #skip(): void {
    this.#take(/\s*/y);
  }

  #need(pattern: RegExp): void {
    if (this.#take(pattern) === undefined) throw new Error(`${pattern} expected at ${this.#at}`);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
