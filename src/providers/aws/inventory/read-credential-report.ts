import { toEpoch } from '../../shared/text/epoch.ts';
import { own } from '../policy/decode.ts';
import { parseArn } from './arn.ts';
import { isCredentialReportText, readCredentialReportText } from './credential-report-text.ts';
import type { InventoryDocument, Origin, ReadContext } from './document.ts';
import type { Facts } from './facts.ts';

/** Reads the answer of `get-credential-report`, whose `Content` is the CSV, in base64 as the CLI prints it. */
export function readCredentialReport(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { body, origin } = document;
  const takenAt = toEpoch(own(body, 'GeneratedTime')) ?? origin.takenAt;
  const content = own(body, 'Content');
  readCredentialReportCsv(typeof content === 'string' ? content : '', { ...origin, takenAt }, facts, context);
}

/** Reads the text of a credential report: CSV, or that in base64. */
export function readCredentialReportCsv(
  text: string,
  origin: Origin,
  facts: Facts,
  context: ReadContext,
): void {
  const { problems } = context.remarks;
  if (!isCredentialReportText(text)) {
    problems.add(origin.path, `${origin.place}: the content is not a credential report`);
    return;
  }
  const { rows, brokenLines } = readCredentialReportText(text);
  for (const line of brokenLines)
    problems.add(origin.path, `${origin.place}: line ${line} of the report is broken`);
  for (const { line, row } of rows) {
    const arn = row.get('arn') ?? '';
    if (parseArn(arn)?.service === 'iam') facts.reportRows.push({ origin, arn, row });
    else problems.add(origin.path, `${origin.place}: line ${line} of the report names no ARN`);
  }
}
