import type { CapabilityTable } from '../../model/capability.ts';

/**
 * What permissions of Salesforce are good for in wrong hands. Permissions of the level `permissions` change access without
 * being named here. To read or edit an object is not named: what of it one sees, sharing rules decide; to see or modify all of
 * it is.
 */
export const salesforceCapabilities: CapabilityTable = {
  'reads-secrets': ['ViewEncryptedData', 'ManageCertificates', 'ManageEncryptionKeys'],
  'reads-data': [
    'ViewAllData',
    'ModifyAllData',
    'QueryAllFiles',
    'DataExport',
    'ExportReport',
    '*:viewAll',
    '*:modifyAll',
  ],
  'writes-data': ['ModifyAllData', 'BulkApiHardDelete', 'TransferAnyEntity', '*:modifyAll'],
  'sends-outside': [
    'EmailMass',
    'ListEmailSend',
    'ScheduleReports',
    'ManageNetworks',
    'CustomizeApplication',
  ],
  'runs-code': ['AuthorApex', 'InstallMultiforce', 'ModifyMetadata'],
  'mints-tokens': [
    'ManageUsers',
    'ManageInternalUsers',
    'ManageRemoteAccess',
    'ManageAuthProviders',
    'ResetPasswords',
  ],
  'changes-access': ['!ManageHealthCheck', '!ManagePackageLicenses'],
  // Who made a record and when can be written as one likes; what is hard-deleted leaves nothing to look at.
  'hides-traces': ['CreateAuditFields', 'BulkApiHardDelete'],
};
