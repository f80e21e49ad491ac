import { accessFindings } from '../../analysis/change-check/access-rules.ts';
import { cloneFindings, type OtherBundle } from '../../analysis/change-check/clone-rule.ts';
import { combinationFindings } from '../../analysis/change-check/combination-rule.ts';
import { allowedTo, compareHolders, type HolderChange } from '../../analysis/change-check/compare-holders.ts';
import { denialFindings } from '../../analysis/change-check/denial-rule.ts';
import { type CheckedChange, findingOf, levelsOf, subjectOf } from '../../analysis/change-check/draft.ts';
import { escalationFindings } from '../../analysis/change-check/escalation-rule.ts';
import { identityFindings } from '../../analysis/change-check/identity-rules.ts';
import { cheaperOperations, operationFindings } from '../../analysis/change-check/operation-rules.ts';
import { powerFindings } from '../../analysis/change-check/power-rules.ts';
import {
  type HeldScopes,
  type HolderUsage,
  readBundles,
  readHeldScopes,
  readHolderUsage,
} from '../../analysis/change-check/read-usage.ts';
import { unusedFindings } from '../../analysis/change-check/unused-rule.ts';
import { readConfiguration, templateReason } from '../../ingest/configuration/read-configuration.ts';
import type { ConfigurationFile } from '../../ingest/configuration/read-terraform.ts';
import type { CheckAnswer, CheckFinding, Gain } from '../../model/check.ts';
import { severities } from '../../model/finding.ts';
import type { Span, Window } from '../../model/window.ts';
import type { Declaration, StatedHolder } from '../../providers/configuration.ts';
import type { Provider } from '../../providers/provider.ts';
import { providers } from '../../providers/register.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';

export interface CheckChangeInput {
  readonly files: readonly ConfigurationFile[];
  /** The files before the change, and how they are called; without them everything is new. */
  readonly base: { readonly name: string; readonly files: readonly ConfigurationFile[] } | undefined;
  /** Usage data to ask, if there are any. */
  readonly data?: { readonly ctx: Context; readonly window: Window } | undefined;
}

/** What usage data tell of the holders of one provider. */
interface Known {
  readonly usage: HolderUsage;
  readonly bundles: readonly OtherBundle[];
  /** Scopes by holder, where an API is among what is checked. */
  readonly held: readonly HeldScopes[] | undefined;
  readonly span: Span;
}

const dayMs = 24 * 3_600_000;

/** Says what new power a change of configuration gives, to whom, and what is wrong with it. */
export async function checkChange({ files, base, data }: CheckChangeInput): Promise<CheckAnswer> {
  const now = readConfiguration(files);
  const then = base && readConfiguration(base.files);
  const before = [...(then?.declarations ?? []), ...now.before];
  const span = data && (await judgedSpan(data.ctx, data.window));
  const answers = await Promise.all(
    providers().map(async (provider) => {
      const read = provider.configuration?.read(now.declarations);
      if (!read) return undefined;
      const had = statesIn(provider, before);
      const known = data && span && (await knownOf(data.ctx, provider, read.holders, span));
      return { read, ...checkProvider(provider, compareHolders(had, read.holders), had, known) };
    }),
  );
  const all = answers.filter((answer) => answer !== undefined);
  return {
    schema: 'scopelight.check/1',
    base: base?.name ?? (now.before.length > 0 ? 'the plan’s own state' : null),
    window: span ? windowOf(span) : null,
    files: files.length,
    changes: all.flatMap(({ changes }) => changes),
    findings: all.flatMap(({ findings }) => findings).sort(bySeverity),
    unread: [
      ...now.problems.map((problem) => ({
        ...problem,
        isDamaged: !problem.reason.startsWith(templateReason),
      })),
      ...all.flatMap(({ read }) => read.problems.map((problem) => ({ ...problem, isDamaged: false }))),
    ],
  };
}

function statesIn(provider: Provider, declarations: readonly Declaration[]): readonly StatedHolder[] {
  return provider.configuration?.read(declarations).holders ?? [];
}

function checkProvider(
  provider: Provider,
  changes: readonly HolderChange[],
  had: readonly StatedHolder[],
  known: Known | undefined,
): { readonly changes: readonly Gain[]; readonly findings: readonly CheckFinding[] } {
  const permissions = new Map(
    provider.catalogue.permissions().map((permission) => [permission.id, permission]),
  );
  const stated = [...had, ...changes.map(({ holder }) => holder)].map((holder) => ({
    name: `${holder.kind} ${holder.name}`,
    permissions: allowedTo(holder),
  }));
  const others = [
    ...new Map([...stated, ...(known?.bundles ?? [])].map((other) => [other.name, other])).values(),
  ];
  const telling = changes.filter(isTelling);
  const findings = telling.flatMap((change) => {
    const checked: CheckedChange = { provider, change, permissions };
    const days = known ? Math.round((known.span.to - known.span.from) / dayMs) : 0;
    // A guard gives nothing: only what it no longer takes is of interest.
    if (change.holder.isGuard) return [...denialFindings(checked)].map((draft) => findingOf(checked, draft));
    return [
      ...powerFindings(checked),
      ...accessFindings(checked),
      ...denialFindings(checked),
      ...operationFindings(checked, known?.held),
      ...identityFindings(checked),
      ...(provider.escalations ? [] : escalationFindings(checked)),
      ...combinationFindings(checked),
      ...cloneFindings(checked, others),
      ...(known ? unusedFindings(checked, known.usage, days) : []),
    ].map((draft) => findingOf(checked, draft));
  });
  return { changes: telling.map((change) => gainOf(provider, change, permissions)), findings };
}

function isTelling(change: HolderChange): boolean {
  const { holder, isNew, isOpened, gained, widened, lost, waysIn, tokens, ways } = change;
  const isMore = isOpened || waysIn.length + tokens.length + cheaperOperations(ways).length > 0;
  // That something new is closed gives nobody anything.
  if (isNew && holder.isClosed && gained.isEmpty) return false;
  return isNew || isMore || ![gained, widened, lost].every(({ isEmpty }) => isEmpty);
}

function gainOf(provider: Provider, change: HolderChange, permissions: CheckedChange['permissions']): Gain {
  const { holder, isNew, gained, widened, lost } = change;
  const cheaper = cheaperOperations(change.ways);
  const levels = levelsOf(gained.union(widened), permissions);
  for (const { level } of cheaper) levels[level]++;
  return {
    provider: provider.id,
    subject: subjectOf(change),
    path: holder.path,
    line: holder.line,
    kind: holder.isGuard ? 'guard' : (holder.accesses ?? holder.operations) ? 'thing' : 'holder',
    isNew,
    gained: gained.size + cheaper.length,
    widened: widened.size,
    lost: lost.size,
    levels,
  };
}

async function knownOf(
  ctx: Context,
  provider: Provider,
  holders: readonly StatedHolder[],
  span: Span,
): Promise<Known | undefined> {
  if (holders.length === 0) return undefined;
  const names = [...new Set(holders.map(({ name }) => name))];
  const isApi = holders.some(({ operations }) => operations !== undefined);
  const [usage, bundles, held] = await Promise.all([
    readHolderUsage(ctx.store, span, { provider: provider.id, names }),
    readBundles(ctx.store, provider.id),
    isApi ? readHeldScopes(ctx.store, span, provider) : undefined,
  ]);
  return { usage, bundles, held, span };
}

function bySeverity(a: CheckFinding, b: CheckFinding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line)
  );
}
