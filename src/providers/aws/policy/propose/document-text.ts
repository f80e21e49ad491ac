/**
 * A document as IAM takes it, without blanks; a policy may hold only the characters up to U+00FF as they are, so
 * all that is not plain ASCII is escaped. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
 */
export function documentText(document: unknown, indent?: number): string {
  return JSON.stringify(document, undefined, indent).replace(/[\u007f-\uffff]/g, escaped);
}

/** A UTF-16 unit as JSON and HCL escape it. */
export function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
