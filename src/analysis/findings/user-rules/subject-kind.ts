import type { PermissionSet } from '../../../model/permission-set.ts';
import type { Draft, Fix, FleetFacts } from '../rule.ts';

/** Something that a condition may ask of a subject. */
export interface Field<Subject, Value> {
  /** What it holds, for the documents. */
  readonly holds: string;
  readonly of: (subject: Subject) => Value;
}

export type Fields<Subject, Value> = Readonly<Record<string, Field<Subject, Value>>>;

/** What rules may ask of, and what may be asked of it. */
export interface SubjectKind<Subject> {
  /** As a rule names it: `token`. */
  readonly name: string;
  readonly subjects: (facts: FleetFacts) => readonly Subject[];
  readonly providerOf: (subject: Subject) => string;
  /** Ids under which other rules speak of it. */
  readonly idsOf: (subject: Subject) => readonly string[];
  /** What a condition may compare as text; `*` stands for anything. */
  readonly texts: Fields<Subject, string>;
  /** What a condition may compare as a number; one that is not known fulfils nothing. */
  readonly numbers: Fields<Subject, number | undefined>;
  /** What a condition may look for among permissions: names, names with `*`, or capabilities such as `reads-secrets`. */
  readonly permissions: Fields<Subject, PermissionSet>;
  readonly tell: (
    subject: Subject,
  ) => Pick<Draft, 'provider' | 'account' | 'subject' | 'subjectKind' | 'evidence' | 'breaks'>;
  /** The native commands that take it out of use; absent where there is no such thing. */
  readonly retire?: (subject: Subject) => Fix;
}
