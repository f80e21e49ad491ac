/** The name of the permission set that is proposed to a user: letters, digits and single underscores, as the platform takes them. */
export function proposalName(principalId: string): string {
  const plain = principalId.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '');
  return `Needs_of_${plain}`.slice(0, 80).replace(/_+$/, '');
}
