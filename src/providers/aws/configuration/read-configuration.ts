import { groupBy } from '../../../model/group-by.ts';
import type { ConfigurationReader, Declaration, StatedHolder } from '../../configuration.ts';
import { awsPolicyLanguage } from '../policy/index.ts';
import { cloudFormationFacts } from './cloudformation.ts';
import { documentHolder, holdersOf, type Stated } from './holders.ts';
import { terraformFacts } from './terraform.ts';

/** Reads what Terraform, CloudFormation and policy documents give to roles, users, groups and permission sets. */
export const awsConfiguration: ConfigurationReader = {
  read(declarations) {
    const byScope = groupBy(declarations, ({ form, scope }) => `${form}\n${scope}`);
    const stated = [...byScope.values()].map((group): Stated => {
      const [first] = group;
      switch (first?.form) {
        case 'terraform':
          return holdersOf(terraformFacts(group), first.scope);
        case 'cloudformation':
          return holdersOf(cloudFormationFacts(group), first.scope);
        case 'document':
          return joined(group.filter(isPolicy).map(documentHolder));
        default:
          return { holders: [], problems: [] };
      }
    });
    return joined(stated);
  },
};

function isPolicy({ body }: Declaration): boolean {
  return awsPolicyLanguage.isDocument(body);
}

function joined(parts: readonly Stated[]): Stated {
  return {
    holders: parts.flatMap(({ holders }): readonly StatedHolder[] => holders),
    problems: parts.flatMap(({ problems }) => problems),
  };
}
