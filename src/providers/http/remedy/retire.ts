import type { Retirement, RetirementSubject } from '../../provider.ts';
import { shellWord } from '../../shared/text/shell-word.ts';

/**
 * Gives what takes a key, client or consumer out of use. Which gateway gave a key out, no log tells: where the form of its id
 * does, the commands are those of that gateway.
 */
export function retire({ id, kind }: RetirementSubject): Retirement {
  switch (kind) {
    case 'api-key':
      return retireKey(id);
    case 'oauth-client':
      return byHand(
        `take the client ${id} out of use at the authorisation server that registered it; tokens it holds already stay good until they expire, unless they are revoked too`,
      );
    case 'consumer':
      return retireConsumer(id);
    default:
      return byHand(`take away the access of ${id} where it signs in: there is no key to switch off`);
  }
}

function retireKey(id: string): Retirement {
  if (id.startsWith('sha256:')) {
    return byHand(
      `only the SHA-256 of the key is known, ${id.slice('sha256:'.length)}: find the key with it among those your API gave out, and switch that one off`,
    );
  }
  if (/^[a-z0-9]{10}$/.test(id)) return retireGatewayKey(id);
  if (/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id)) return retireKongKey(id);
  return byHand(
    `switch the key ${id} off where your API keeps its keys, watch for refused calls, then delete it`,
  );
}

/** https://docs.aws.amazon.com/cli/latest/reference/apigateway/update-api-key.html */
function retireGatewayKey(id: string): Retirement {
  const update = `aws apigateway update-api-key --api-key ${shellWord(id)} --patch-operations`;
  return {
    quarantine: [`${update} op=replace,path=/enabled,value=false`],
    rollback: [`${update} op=replace,path=/enabled,value=true`],
    revoke: [`aws apigateway delete-api-key --api-key ${shellWord(id)}`],
    notes: [`these are for Amazon API Gateway, whose keys have ids of this form; ${elsewhere}`],
  };
}

/** https://developer.konghq.com/plugins/key-auth/ */
function retireKongKey(id: string): Retirement {
  return {
    quarantine: [],
    rollback: [],
    revoke: [`curl -fsS -X DELETE ${kong}/key-auths/${shellWord(id)}`],
    notes: [
      `it is for Kong, whose keys have ids of this form and cannot be switched off and on again; ${elsewhere}`,
    ],
  };
}

/** https://developer.konghq.com/gateway/entities/consumer/ */
function retireConsumer(id: string): Retirement {
  return {
    quarantine: [],
    rollback: [],
    revoke: [`curl -fsS -X DELETE ${kong}/consumers/${shellWord(encodeURIComponent(id))}`],
    notes: [`it is for Kong, and takes all credentials of the consumer with it; ${elsewhere}`],
  };
}

/** A variable that stops the shell while nobody has set it. */
const kong = `"\${KONG_ADMIN:?address of the admin API}"`;
const elsewhere = 'if another gateway gave it out, switch it off there';

function byHand(note: string): Retirement {
  return { quarantine: [], rollback: [], revoke: [], notes: [note] };
}
