import type { StatedCondition } from '../../configuration.ts';
import { conditionText } from '../inventory/link-records.ts';
import type { Condition, Statement } from '../policy/index.ts';

/** What must hold for a statement to count: its conditions, and whom it speaks of where that is not everybody. */
export function statedConditions({ conditions, principals }: Statement): readonly StatedCondition[] {
  const stated = conditions.map((condition): StatedCondition => {
    const { name, key, values } = condition;
    return {
      test: name.toLowerCase(),
      key: key.toLowerCase(),
      values,
      holdsFor: /not/i.test(name) ? 'none' : 'any',
      text: conditionText(condition),
    };
  });
  if (principals === undefined) return stated;
  const isOnly = principals.kind === 'only';
  if (isOnly && principals.patterns.some(({ kind }) => kind === 'all')) return stated;
  const values = principals.patterns.map((pattern) => ('value' in pattern ? pattern.value : '*'));
  const test = isOnly ? 'Principal' : 'NotPrincipal';
  return [
    ...stated,
    { test, key: '', values, holdsFor: isOnly ? 'any' : 'none', text: `${test}: ${values.join(', ')}` },
  ];
}

/** Keys of requests that say whose they are, so that a test of one keeps strangers out. */
const tellingKeys =
  /^(?:aws:(?:source(?:ip|vpc|vpce|account|arn|orgid|orgpaths|owner)|vpcsourceip|principal(?:account|arn|orgid|orgpaths|tag\/.+)|userid|resourceaccount)|kms:calleraccount|s3:dataaccesspoint(?:account|arn))$/i;

/** Whether a condition keeps out whoever is not named in it. */
export function isTelling({ name, key, values, isIfExists }: Condition): boolean {
  if (!tellingKeys.test(key) || /not|forallvalues/i.test(name) || isIfExists) return false;
  return !values.some((value) => /^[*?]*$|^arn:[*?:]*$|^(?:0\.0\.0\.0|::)\/0$/.test(value));
}
