/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const limits = {
  /** Characters of a managed policy; blanks between its parts do not count. */
  charactersMax: 6144,
  /** Managed policies attached to one user or role, unless AWS has raised it. */
  documentsMax: 10,
  /** Characters of all inline policies of one user or role together. */
  inlineMax: { user: 2048, role: 10_240 },
} as const;
